"""Conditional and partial requests (RFC 9110, sections 13 and 14), decided without any I/O."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

from pixmill.web.errors import RangeNotSatisfiable

_RANGE: Final = re.compile(r"bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE | re.ASCII)
_MAX_RANGE_LENGTH: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What tells one state of a picture from another."""

    etag: str
    """Without quotes; strong: equal exactly when the bytes are."""
    modified: datetime

    @property
    def quoted_etag(self) -> str:
        """The value of the ETag header."""
        return f'"{self.etag}"'

    @property
    def http_date(self) -> str:
        """The value of the Last-Modified header."""
        return format_datetime(self.modified.astimezone(UTC).replace(microsecond=0), usegmt=True)


@dataclass(frozen=True, slots=True)
class ByteRange:
    """A part of a body, both ends included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Bytes in the part."""
        return self.last - self.first + 1


def is_unchanged(
    validators: Validators, *, if_none_match: str | None, if_modified_since: str | None
) -> bool:
    """Tell whether the client's copy is still good; the date counts only without an ETag."""
    if if_none_match is not None:
        return _names(if_none_match, validators)
    since = _parse_date(if_modified_since)
    return since is not None and validators.modified.replace(microsecond=0) <= since


def requested_range(
    header: str | None, size: int, *, validators: Validators, if_range: str | None
) -> ByteRange | None:
    """Return the single range asked for, or None when the whole body is to be sent.

    Several ranges and unknown units are answered with the whole, as the RFC allows.

    Raises:
        RangeNotSatisfiable: the range starts behind the end.
    """
    if header is None or len(header) > _MAX_RANGE_LENGTH:
        return None
    match = _RANGE.fullmatch(header.strip())
    if match is None or match.group(1) == match.group(2) == "":
        return None
    if if_range is not None and not _is_same(if_range.strip(), validators):
        return None
    first, last = _ends(match.group(1), match.group(2), size)
    if match.group(1) and match.group(2) and int(match.group(1)) > int(match.group(2)):
        return None
    if first >= size or last < first:
        message = f"The range lies outside the {size} bytes of the picture."
        raise RangeNotSatisfiable(message, field="Range")
    return ByteRange(first, last)


def _ends(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


def _names(header: str, validators: Validators) -> bool:
    members = [member.strip().removeprefix("W/") for member in header.split(",")]
    return "*" in members or validators.quoted_etag in members


def _is_same(if_range: str, validators: Validators) -> bool:
    if if_range.startswith('"'):
        return if_range == validators.quoted_etag
    return _parse_date(if_range) == validators.modified.replace(microsecond=0)


def _parse_date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        parsed = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=UTC)
