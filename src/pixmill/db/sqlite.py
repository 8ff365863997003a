"""How SQLite is opened so that writes are durable and claims are exclusive.

The driver opens no transaction before a SELECT, so two writers can read the same row and both
act on it, without any error. Therefore the driver's own transactions are switched off here and
every transaction starts with a BEGIN of ours; a write takes the lock at its first word, because
a read that turns into a write fails at once, whatever the busy timeout.
"""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from pixmill.db.errors import DatabaseBusy, DatabaseUnavailable, InvalidDatabaseURL
from pixmill.db.settings import DatabaseSettings

_DURABLE = ("journal_mode=WAL", "synchronous=FULL", "journal_size_limit=67108864")
"""FULL costs 0.2 ms a commit and keeps an accepted upload through a power cut."""


def sqlite_path(url: URL) -> Path:
    """Return the file that the URL names.

    Raises:
        InvalidDatabaseURL: it names none; a database in memory would be another one for
            every connection.
    """
    if not url.database or url.database.startswith((":memory:", "file:")):
        message = "The database URL names no file."
        raise InvalidDatabaseURL(message, field="database_url")
    return Path(url.database)


def create_sqlite_file(path: Path) -> None:
    """Create the file if there is none, readable by this user only, as it holds password hashes.

    SQLite gives its side files the same mode. An existing file is not even opened: closing it
    would take away the locks that this process holds on it through SQLite.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as exc:
        if path.is_file():
            return
        message = f"The database file cannot be opened for writing: {exc.strerror}."
        raise DatabaseUnavailable(message) from exc


def open_writer(path: Path, settings: DatabaseSettings) -> AsyncEngine:
    """Open the one connection that product code writes through."""
    return _open(path, settings, begin="BEGIN IMMEDIATE", pragmas=(*_DURABLE, "foreign_keys=ON"))


def open_readers(path: Path, settings: DatabaseSettings) -> AsyncEngine:
    """Open connections that see one snapshot a transaction and cannot write at all."""
    return _open(path, settings, begin="BEGIN", pragmas=("query_only=ON",))


def open_migrator(path: Path, settings: DatabaseSettings) -> AsyncEngine:
    """Open a writer that does not enforce foreign keys.

    Rebuilding a table drops the old one, and with enforcement on that would delete the rows of
    every table that refers to it.
    """
    return _open(path, settings, begin="BEGIN EXCLUSIVE", pragmas=(*_DURABLE, "foreign_keys=OFF"))


def translate_error(error: DatabaseError) -> Exception:
    """Return what the error means to us: busy, unavailable, or itself when it is a mistake."""
    if not isinstance(error.orig, sqlite3.Error):
        return error
    # Extended codes carry a detail in their upper bits.
    match error.orig.sqlite_errorcode & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            message = "The database is busy with other writes."
            return DatabaseBusy(message)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_FULL:
            message = "The database file cannot be read or written; its disk may be full."
            return DatabaseUnavailable(message)
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            message = "The database file is damaged or is no database."
            return DatabaseUnavailable(message)
        case _:
            return error


def _open(
    path: Path, settings: DatabaseSettings, *, begin: str, pragmas: tuple[str, ...]
) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        pool_size=settings.read_connections if begin == "BEGIN" else 1,
        max_overflow=0,
        pool_timeout=settings.busy_timeout_ms / 1000,
        # Parameters may be password hashes: keep them out of messages and logs.
        hide_parameters=True,
    )
    statements = (f"busy_timeout={settings.busy_timeout_ms}", "temp_store=MEMORY", *pragmas)

    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(f"PRAGMA {statement}")
        cursor.close()

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", start)
    return engine
