"""Transactions: the only way product code reaches the database."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from pixmill.db.errors import DatabaseBusy, DatabaseUnavailable, InvalidDatabaseURL, SchemaMismatch
from pixmill.db.migrations import expected_revision, stored_revision, upgrade
from pixmill.db.settings import DatabaseSettings
from pixmill.db.sqlite import (
    create_sqlite_file,
    open_migrator,
    open_readers,
    open_writer,
    sqlite_path,
    translate_error,
)

Transaction: TypeAlias = AsyncConnection
"""What repositories are built on. Services pass it along and never look inside."""


class Database:
    """One database with a lock for the writer and a few connections for readers.

    SQLite has one writer at a time. Queueing writers here, on a fair lock, keeps their order and
    costs nothing, where SQLite's own waiting polls and may starve one of them; its busy timeout
    is left for writers in other processes.
    """

    def __init__(self, settings: DatabaseSettings) -> None:
        """Check the URL; nothing is opened before `open`."""
        self._settings = settings
        self._path = _database_path(settings)
        self._write_lock = asyncio.Lock()
        self._writer: AsyncEngine | None = None
        self._readers: AsyncEngine | None = None

    async def open(self) -> None:
        """Connect once, so that a database that cannot be opened shows at the start.

        Raises:
            DatabaseUnavailable: there is no file yet (migrations create it), or it cannot be
                opened.
        """
        if not await asyncio.to_thread(self._path.is_file):
            message = "There is no database at the configured place yet."
            raise DatabaseUnavailable(message, action="Create it with: pixmill migrate")
        self._writer = open_writer(self._path, self._settings)
        self._readers = open_readers(self._path, self._settings)
        try:
            async with self.write(), self.read():
                pass
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close every connection; a closed database can be opened again."""
        for engine in (self._writer, self._readers):
            if engine is not None:
                await engine.dispose()
        self._writer = self._readers = None

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Transaction]:
        """Read one consistent snapshot; writing through it fails."""
        with _translated_errors():
            async with _opened(self._readers).begin() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Transaction]:
        """Hold the write lock from the start; commit on a clean exit, roll back on an error.

        Raises:
            DatabaseBusy: the lock did not come free in time.
        """
        await self._acquire_write_lock()
        try:
            with _translated_errors():
                async with _opened(self._writer).begin() as connection:
                    yield connection
        finally:
            self._write_lock.release()

    async def check_schema(self) -> None:
        """Refuse to work on tables of another release.

        Raises:
            SchemaMismatch: the stored revision is not the one this code was written for.
        """
        async with self.read() as tx:
            stored = await tx.run_sync(stored_revision)
        expected = expected_revision()
        if stored != expected:
            message = f"The database is at revision {stored}, this release needs {expected}."
            raise SchemaMismatch(message)

    async def _acquire_write_lock(self) -> None:
        try:
            async with asyncio.timeout(self._settings.busy_timeout_ms / 1000):
                await self._write_lock.acquire()
        except TimeoutError as exc:
            message = "The database is busy with other writes."
            raise DatabaseBusy(message) from exc


async def migrate(settings: DatabaseSettings) -> None:
    """Create the database if there is none, and bring its tables to this release.

    All steps are one exclusive transaction: several processes may start at once, and a failed
    migration leaves everything as it was.

    Raises:
        SchemaMismatch: the database was migrated by a newer release.
    """
    path = _database_path(settings)
    await asyncio.to_thread(create_sqlite_file, path)
    engine = open_migrator(path, settings)
    try:
        with _translated_errors():
            async with engine.begin() as connection:
                await connection.run_sync(upgrade)
    finally:
        await engine.dispose()


def _database_path(settings: DatabaseSettings) -> Path:
    try:
        url = make_url(settings.url)
    except ArgumentError as exc:
        message = "The database URL is not a URL."
        raise InvalidDatabaseURL(message, field="database_url") from exc
    match url.drivername:
        case "sqlite":
            return sqlite_path(url)
        case scheme:
            message = f"Databases of the kind {scheme!r} are not supported."
            raise InvalidDatabaseURL(message, field="database_url")


def _opened(engine: AsyncEngine | None) -> AsyncEngine:
    if engine is None:
        message = "The database is closed."
        raise DatabaseUnavailable(message)
    return engine


@contextmanager
def _translated_errors() -> Generator[None]:
    """Turn the driver's errors that an operator can act on into ours; others stay as they are."""
    try:
        yield
    except PoolTimeout as exc:
        message = "No connection to the database came free in time."
        raise DatabaseBusy(message) from exc
    except DatabaseError as exc:
        raise translate_error(exc) from exc
