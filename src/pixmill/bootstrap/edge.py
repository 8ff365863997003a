"""What the edge of the service, HTTP, is told about the world around it."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeSettings:
    """How requests come in, and what is let in."""

    public_url: str = ""
    """How clients reach us, without a slash at the end. Empty: as each request came."""

    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    """Whose X-Forwarded-For is believed."""

    registration_open: bool = True
    """Whether visitors may make accounts."""
