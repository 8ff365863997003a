"""Where a request really comes from, when proxies that we trust stand in between."""

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

Network = IPv4Network | IPv6Network

UNKNOWN: Final = "unknown"
"""For requests that came through no network, such as over a socket file."""

_MAX_HOPS: Final = 20


def client_address(scope: Scope, trusted: Sequence[Network]) -> str:
    """Return the address of the nearest party that is no proxy of ours.

    X-Forwarded-For is read from its end, where our own proxies write, and only as far as each of
    its writers is trusted: what a client writes there itself is never believed.
    """
    client = scope.get("client")
    nearest = client[0] if client else UNKNOWN
    for earlier in _forwarded(Headers(scope=scope)):
        if not _is_trusted(nearest, trusted):
            break
        nearest = earlier
    return nearest


def parse_networks(text: str) -> tuple[Network, ...]:
    """Return the addresses and networks of a list with commas.

    Raises:
        ValueError: one of them is neither.
    """
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _forwarded(headers: Headers) -> Iterator[str]:
    hops = ",".join(headers.getlist("x-forwarded-for")).split(",")
    for hop in reversed(hops[-_MAX_HOPS:]):
        address = _without_port(hop.strip())
        if address is None:
            return
        yield address


def _without_port(hop: str) -> str | None:
    if hop.startswith("["):
        hop = hop[1:].partition("]")[0]
    elif hop.count(":") == 1:
        hop = hop.partition(":")[0]
    try:
        return str(ip_address(hop))
    except ValueError:
        return None


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted)
