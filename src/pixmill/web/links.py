"""Absolute addresses of what answers point at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from pixmill.bootstrap import Services


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses as the client that asks can use them."""

    base: str
    """Scheme and host, without a slash at the end."""

    def asset(self, asset_id: str) -> str:
        """Return where an asset's details are."""
        return f"{self.base}/api/assets/{asset_id}"

    def file(self, asset_id: str) -> str:
        """Return where the picture itself is."""
        return f"{self.base}/api/assets/{asset_id}/file"

    def rendition(self, asset_id: str, fingerprint: str) -> str:
        """Return where a transformed picture is."""
        return f"{self.base}/api/assets/{asset_id}/renditions/{fingerprint}"


def links_of(request: Request, services: Services) -> Links:
    """Return addresses below the public URL of the settings, or as this request came."""
    return Links(services.edge.public_url or str(request.base_url).rstrip("/"))


def page_links(path: str, query: Mapping[str, object], *, page: int, pages: int) -> str:
    """Return the Link header of one page of a list (RFC 8288).

    Args:
        path: address of the list.
        query: its other parameters; a sequence repeats.
        page: the page that is sent.
        pages: how many there are.
    """
    targets: Iterable[tuple[str, int]] = (
        ("first", 1),
        ("prev", min(page - 1, pages)),
        ("next", page + 1 if page < pages else 0),
        ("last", pages),
    )
    return ", ".join(
        f'<{path}?{urlencode({**query, "page": target}, doseq=True)}>; rel="{relation}"'
        for relation, target in targets
        if target >= 1
    )
