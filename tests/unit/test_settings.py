import os

import pytest

from pixmill.errors import InvalidSettings
from pixmill.ratelimit.rules import RateRule, RouteClass
from pixmill.settings import load_settings, shown_settings


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without any setting."""
    for name in list(os.environ):
        if name.startswith("PIXMILL_"):
            monkeypatch.delenv(name)


def test_defaults_need_nothing() -> None:
    """Without any variable the service listens here only and keeps its data in one folder."""
    settings = load_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database.url == "sqlite:///data/pixmill.db"
    assert settings.storage.root.parts[0] == settings.cache.root.parts[0] == "data"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("MAX_UPLOAD_BYTES", "0"),
        ("RATE_UPLOAD_USER", "often"),
        ("TRUSTED_PROXIES", "localhost"),
        ("STORAGE_URL", "ftp://x"),
        ("ENGINE_SANDBOX", "none"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_bad_values_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A refusal names the variable and repeats the value."""
    monkeypatch.setenv(f"PIXMILL_{name}", value)

    with pytest.raises(InvalidSettings) as caught:
        load_settings()

    assert caught.value.message.startswith(f"PIXMILL_{name} = '{value}': ")
    assert "\n" not in caught.value.message


def test_unknown_settings_are_refused_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable does not silently do nothing; all faults are told at once."""
    monkeypatch.setenv("PIXMILL_PROT", "1")
    monkeypatch.setenv("PIXMILL_LOG_LEVEL", "loud")

    with pytest.raises(InvalidSettings) as caught:
        load_settings()

    first, second = caught.value.message.splitlines()
    assert "PIXMILL_PROT" in first
    assert "PIXMILL_PORT" in first
    assert second.startswith("PIXMILL_LOG_LEVEL")


def test_secrets_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the listing nor the object's own text shows a secret."""
    monkeypatch.setenv("PIXMILL_TOKEN_SECRET", "hush" * 10)
    monkeypatch.setenv("PIXMILL_DATABASE_URL", "sqlite:///hush.db")

    shown = shown_settings(load_settings())

    assert (shown["PIXMILL_TOKEN_SECRET"], shown["PIXMILL_DATABASE_URL"]) == ("***", "***")
    assert "hush" not in " ".join(shown.values())


def test_limits_are_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each package gets its own small settings; empty rate text is no limit."""
    monkeypatch.setenv("PIXMILL_MAX_FRAMES", "7")
    monkeypatch.setenv("PIXMILL_ALLOW_SVG", "true")
    monkeypatch.setenv("PIXMILL_RATE_UPLOAD_USER", "1/second;5/hour")
    monkeypatch.setenv("PIXMILL_RATE_RETRIEVAL_ADDRESS", "")
    monkeypatch.setenv("PIXMILL_TRUSTED_PROXIES", "10.0.0.1, 192.168.0.0/16")

    settings = load_settings()

    assert settings.engine.limits.max_frames == 7
    assert settings.engine.limits.allow_svg
    assert settings.rates.rules_for(RouteClass.UPLOAD, "user") == (
        RateRule(quota=1, window_s=1),
        RateRule(quota=5, window_s=3600),
    )
    assert settings.rates.rules_for(RouteClass.RETRIEVAL, "address") == ()
    assert [str(network) for network in settings.trusted_proxies] == [
        "10.0.0.1/32",
        "192.168.0.0/16",
    ]
