from datetime import UTC, datetime, timedelta, timezone

from pixmill.db.timestamps import from_ms, now_ms, to_ms


def test_milliseconds_survive_the_way_there_and_back() -> None:
    """No instant is changed by being a datetime for a while."""
    instants = [0, 1, 1_700_000_000_123, 4_102_444_799_999]

    assert [to_ms(from_ms(instant)) for instant in instants] == instants


def test_zone_does_not_matter() -> None:
    """The same instant in two zones is stored as the same number."""
    utc = datetime(2026, 1, 1, 12, tzinfo=UTC)
    east = utc.astimezone(timezone(timedelta(hours=5, minutes=30)))

    assert to_ms(utc) == to_ms(east)


def test_present_is_the_system_clock() -> None:
    """The default clock tells the time of day."""
    assert abs(from_ms(now_ms()) - datetime.now(UTC)) < timedelta(seconds=5)
