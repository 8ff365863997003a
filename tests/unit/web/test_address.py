import pytest

from pixmill.web.address import client_address, parse_networks

PROXIES = parse_networks("10.0.0.0/8, ::1,")


def scope_of(client: str | None, *forwarded: str) -> dict[str, object]:
    """Make a request that came from an address."""
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    return {"type": "http", "client": (client, 1) if client else None, "headers": headers}


@pytest.mark.parametrize(
    ("client", "forwarded", "expected"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.1"], "192.0.2.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.1, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.1", "198.51.100.1, 10.2.2.2"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("::1", ["[2001:db8::1]:4711"], "2001:db8::1"),
        ("::1", ["2001:db8::1"], "2001:db8::1"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        (None, ["198.51.100.1"], "unknown"),
    ],
)
def test_nearest_stranger_counts(
    *, client: str | None, forwarded: list[str], expected: str
) -> None:
    """The header is believed from its end, as far as its writers are proxies of ours."""
    assert client_address(scope_of(client, *forwarded), PROXIES) == expected


def test_networks_are_checked() -> None:
    """A typing mistake is no network."""
    with pytest.raises(ValueError, match=r"10\.0\.0"):
        parse_networks("10.0.0")
