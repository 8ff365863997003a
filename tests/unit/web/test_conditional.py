from datetime import UTC, datetime

import pytest

from pixmill.web.conditional import ByteRange, Validators, is_unchanged, requested_range
from pixmill.web.errors import RangeNotSatisfiable

NOW = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
VALIDATORS = Validators(etag="abc", modified=NOW)
DATE = "Fri, 02 Jan 2026 03:04:05 GMT"
EARLIER = "Fri, 02 Jan 2026 03:04:04 GMT"


def test_validators_are_written_as_http_wants() -> None:
    """ETags stand in quotes, dates in GMT without fractions."""
    assert (VALIDATORS.quoted_etag, VALIDATORS.http_date) == ('"abc"', DATE)


@pytest.mark.parametrize(
    ("tag", "since", "expected"),
    [
        (None, None, False),
        ('"abc"', None, True),
        ('W/"abc"', None, True),
        ('"x", "abc"', None, True),
        ("*", None, True),
        ('"x"', DATE, False),
        ("abc", None, False),
        (None, DATE, True),
        (None, EARLIER, False),
        (None, "yesterday", False),
        (None, "Fri, 02 Jan 2026 03:04:05 -0000", True),
    ],
)
def test_unchanged(*, tag: str | None, since: str | None, expected: bool) -> None:
    """RFC 9110, 13.1: weak comparison of tags, which win over dates; bad dates count as absent."""
    assert is_unchanged(VALIDATORS, if_none_match=tag, if_modified_since=since) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=0-0", ByteRange(0, 0)),
        ("bytes=0-", ByteRange(0, 99)),
        ("bytes=90-200", ByteRange(90, 99)),
        ("bytes=-5", ByteRange(95, 99)),
        ("bytes=-500", ByteRange(0, 99)),
        ("Bytes = 1 - 2", ByteRange(1, 2)),
        ("bytes=-", None),
        ("bytes=5-4", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 100 + "-", None),
    ],
)
def test_ranges(header: str | None, expected: ByteRange | None) -> None:
    """RFC 9110, 14.2: one range of bytes; what cannot be read is answered with the whole."""
    assert requested_range(header, 100, validators=VALIDATORS, if_range=None) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_ranges_outside_are_refused(header: str) -> None:
    """A range that has no byte in it cannot be answered."""
    with pytest.raises(RangeNotSatisfiable):
        requested_range(header, 100, validators=VALIDATORS, if_range=None)


@pytest.mark.parametrize(
    ("if_range", "is_partial"),
    [('"abc"', True), ('"x"', False), ('W/"abc"', False), (DATE, True), (EARLIER, False)],
)
def test_if_range_compares_strongly(if_range: str, *, is_partial: bool) -> None:
    """RFC 9110, 13.1.5: only the very same state may be continued."""
    found = requested_range("bytes=0-1", 100, validators=VALIDATORS, if_range=if_range)

    assert (found is not None) is is_partial
