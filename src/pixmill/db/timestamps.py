"""Instants as the database keeps them: whole milliseconds since 1970 in UTC.

Plain integers mean the same on every database, sort and compare without a zone, and need no
conversion by a driver. Records that leave a repository carry aware datetimes.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

Clock: TypeAlias = Callable[[], int]
"""Tells the present in milliseconds since 1970; passed in so that tests can move it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE_MS = timedelta(milliseconds=1)


def now_ms() -> int:
    """Return the present by the system's clock."""
    return time.time_ns() // 1_000_000


def from_ms(milliseconds: int) -> datetime:
    """Return the instant as an aware datetime in UTC."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def to_ms(instant: datetime) -> int:
    """Return an aware datetime as milliseconds; what is finer is cut off."""
    return (instant - _EPOCH) // _ONE_MS
