"""What a listing of assets can ask for, and what it gets."""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from pixmill.assets.asset import Asset
from pixmill.assets.errors import InvalidQuery
from pixmill.assets.metadata import is_printable
from pixmill.transform.formats import SourceFormat

MAX_PAGE: Final = 1_000_000
MAX_PAGE_LIMIT: Final = 100

_MAX_NAME_LENGTH: Final = 255
_MAX_FILTER_TAGS: Final = 50
# What a column for sizes can hold.
_MAX_BYTES: Final = 2**63 - 1


class AssetSort(StrEnum):
    """The orders of a listing; with a dash the largest or latest comes first.

    The name is the title, or the file's name or public id where there is none. Width and height are
    those of the upright picture.
    """

    CREATED_AT = "created_at"
    LATEST = "-created_at"
    NAME = "name"
    NAME_DESCENDING = "-name"
    BYTES = "bytes"
    LARGEST = "-bytes"
    WIDTH = "width"
    WIDEST = "-width"
    HEIGHT = "height"
    HIGHEST = "-height"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetQuery:
    """Which assets, in what order, and which page of them; filters that are not given let all pass.

    Attributes:
        page: counted from 1; one behind the last is empty.
        limit: assets per page.
        formats: the original has one of these.
        tags: the asset has all of these.
        name: part of the title, the file's name or the public id; case does not matter.
        created_after: this instant or later; aware.
        created_before: earlier than this instant; aware.
        min_bytes: the original has as many or more.
        max_bytes: the original has as many or fewer.
    """

    page: int = 1
    limit: int = 20
    sort: AssetSort = AssetSort.LATEST
    formats: tuple[SourceFormat, ...] = ()
    tags: tuple[str, ...] = ()
    name: str | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None
    min_bytes: int | None = None
    max_bytes: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no database should be asked.

        Raises:
            InvalidQuery: a number is out of bounds, an instant has no zone, or a text no meaning.
        """
        _check_range("page", self.page, lowest=1, highest=MAX_PAGE)
        _check_range("limit", self.limit, lowest=1, highest=MAX_PAGE_LIMIT)
        _check_range("min_bytes", self.min_bytes, lowest=0, highest=_MAX_BYTES)
        _check_range("max_bytes", self.max_bytes, lowest=0, highest=_MAX_BYTES)
        _check_instant("created_after", self.created_after)
        _check_instant("created_before", self.created_before)
        if len(self.tags) > _MAX_FILTER_TAGS:
            message = f"A listing is filtered by at most {_MAX_FILTER_TAGS} tags."
            raise InvalidQuery(message, field="tag")
        for text in (*self.tags, self.name or ""):
            if len(text) > _MAX_NAME_LENGTH or not is_printable(text):
                field = "name" if text == self.name else "tag"
                message = f"The {field} is too long or has an invisible character."
                raise InvalidQuery(message, field=field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a listing, and how much there is in all."""

    items: tuple[Asset, ...]
    total: int
    page: int
    limit: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty listing has one, which is empty."""
        return max(1, math.ceil(self.total / self.limit))


def _check_range(field: str, value: int | None, *, lowest: int, highest: int) -> None:
    if value is not None and not lowest <= value <= highest:
        message = f"{value} is no {field}: it goes from {lowest} to {highest}."
        raise InvalidQuery(message, field=field)


def _check_instant(field: str, value: datetime | None) -> None:
    if value is not None and value.tzinfo is None:
        raise InvalidQuery(
            f"{value.isoformat()} has no time zone.",
            field=field,
            action="Write the instant with its zone, such as 2026-01-31T12:00:00Z.",
        )
