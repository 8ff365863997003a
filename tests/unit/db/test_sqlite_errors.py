import sqlite3

import pytest
from sqlalchemy.exc import DatabaseError

from pixmill.db.errors import DatabaseBusy, DatabaseUnavailable
from pixmill.db.sqlite import translate_error


def failure(code: int) -> DatabaseError:
    """Wrap an error with SQLite's code as SQLAlchemy does."""
    original = sqlite3.OperationalError("something is wrong at /srv/secret/place")
    original.sqlite_errorcode = code
    return DatabaseError("SELECT 1", {}, original)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY, DatabaseBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, DatabaseBusy),
        (sqlite3.SQLITE_LOCKED, DatabaseBusy),
        (sqlite3.SQLITE_FULL, DatabaseUnavailable),
        (sqlite3.SQLITE_IOERR_WRITE, DatabaseUnavailable),
        (sqlite3.SQLITE_CANTOPEN, DatabaseUnavailable),
        (sqlite3.SQLITE_CORRUPT, DatabaseUnavailable),
    ],
)
def test_trouble_of_the_machine_is_told_without_details(
    code: int, expected: type[Exception]
) -> None:
    """What an operator can mend has a class of ours and shows no path or SQL."""
    translated = translate_error(failure(code))

    assert type(translated) is expected
    assert "secret" not in str(translated)


def test_mistakes_of_ours_stay_what_they_are() -> None:
    """A wrong query is a defect and must not look like trouble that passes."""
    mistake = failure(sqlite3.SQLITE_ERROR)
    foreign = DatabaseError("SELECT 1", {}, ValueError("no error of SQLite"))

    assert translate_error(mistake) is mistake
    assert translate_error(foreign) is foreign
