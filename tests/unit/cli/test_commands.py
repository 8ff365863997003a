from pathlib import Path

import pytest

from pixmill import __version__
from pixmill.cli.app import run
from pixmill.cli.serve import welcome
from pixmill.settings import Settings


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give commands a folder of their own, and one child."""
    monkeypatch.setenv("PIXMILL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PIXMILL_ENGINE_CHILDREN", "1")
    return tmp_path / "data"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is printed and nothing else."""
    assert run(["version"]) == 0
    assert capsys.readouterr().out.strip() == __version__


def test_config_prints_what_is_in_force(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every setting is listed by its variable, secrets masked."""
    monkeypatch.setenv("PIXMILL_TOKEN_SECRET", "hush" * 10)

    assert run(["config"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "PIXMILL_PORT=8000" in lines
    assert "PIXMILL_TOKEN_SECRET=***" in lines


def test_bad_settings_end_with_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Errors are told in a line on standard error, with exit code 1."""
    monkeypatch.setenv("PIXMILL_PORT", "http")

    assert run(["config"]) == 1
    assert "PIXMILL_PORT" in capsys.readouterr().err


def test_doctor_before_and_after_the_first_start(
    capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    """It examines a fresh machine without changing it, and a damaged one truthfully."""
    assert run(["doctor"]) == 0
    assert not data_dir.exists()
    output = capsys.readouterr().out
    assert "sandbox probes: all 8 are refused" in output
    assert "format avif: writes" in output

    assert run(["migrate"]) == 0
    (data_dir / "secrets.json").write_text("{}", encoding="ascii")
    (data_dir / "secrets.json").chmod(0o644)

    assert run(["doctor"]) == 1
    output = capsys.readouterr().out
    assert "BAD  secrets" in output
    assert "ok   database: its tables" in output


def test_welcome_says_where_to_go(data_dir: Path) -> None:
    """Page, API docs and data directory can be copied from the terminal."""
    text = welcome(Settings(data_dir=data_dir, host="::1", port=81))

    assert "http://[::1]:81/docs" in text
    assert str(data_dir) in text
