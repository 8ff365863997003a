import asyncio
import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from pixmill.db.errors import DatabaseBusy, DatabaseUnavailable, InvalidDatabaseURL
from pixmill.db.session import Database, Transaction
from pixmill.db.settings import DatabaseSettings
from pixmill.db.tables import members, workspaces

WRITERS = 8
ROUNDS = 50


async def add_workspace(tx: Transaction, name: str, *, created_at: int = 0) -> None:
    """Write one row."""
    await tx.execute(insert(workspaces).values(id=name, name=name, created_at=created_at))


async def names(database: Database) -> list[str]:
    """Return the names of all rows."""
    async with database.read() as tx:
        return list((await tx.execute(select(workspaces.c.name))).scalars())


async def count_up(database: Database, rounds: int) -> None:
    """Read a number and write the next one, giving way to others in between."""
    for _ in range(rounds):
        async with database.write() as tx:
            value = (await tx.execute(select(workspaces.c.created_at))).scalar_one()
            await asyncio.sleep(0)
            await tx.execute(update(workspaces).values(created_at=value + 1))


async def test_write_commits_on_a_clean_exit(database: Database) -> None:
    """What a write transaction did is there for the next reader."""
    async with database.write() as tx:
        await add_workspace(tx, "kept")

    assert await names(database) == ["kept"]


async def test_write_rolls_back_on_an_error(database: Database) -> None:
    """An error leaves no trace of its transaction, and the lock is free again."""

    async def fail() -> None:
        async with database.write() as tx:
            await add_workspace(tx, "lost")
            raise KeyError

    with pytest.raises(KeyError):
        await fail()

    async with database.write() as tx:
        await add_workspace(tx, "kept")
    assert await names(database) == ["kept"]


async def test_cancelled_write_rolls_back_and_frees_the_lock(database: Database) -> None:
    """A request that is given up in the middle of its transaction blocks nobody."""
    started = asyncio.Event()

    async def hang() -> None:
        async with database.write() as tx:
            await add_workspace(tx, "lost")
            started.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with database.write() as tx:
        await add_workspace(tx, "kept")
    assert await names(database) == ["kept"]


async def test_writers_cancelled_at_any_step_leave_the_database_usable(database: Database) -> None:
    """However far a transaction came when its task was cancelled, the next one works."""
    for step in range(30):
        task = asyncio.create_task(count_up(database, 1))
        for _ in range(step):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with database.write() as tx:
        await add_workspace(tx, "kept")
    assert await names(database) == ["kept"]


async def test_concurrent_writers_lose_no_update_and_meet_no_lock_error(
    settings: DatabaseSettings, database: Database
) -> None:
    """Read, then write is safe, among tasks of one process and among processes."""
    async with database.write() as tx:
        await add_workspace(tx, "counter")
    other = Database(settings)
    await other.open()

    async with asyncio.TaskGroup() as group:
        for writer in range(WRITERS):
            group.create_task(count_up((database, other)[writer % 2], ROUNDS))

    await other.close()
    async with database.read() as tx:
        total = (await tx.execute(select(workspaces.c.created_at))).scalar_one()
    assert total == WRITERS * ROUNDS


async def test_read_transactions_cannot_write(database: Database) -> None:
    """A mistake in a query cannot change anything outside a write transaction."""
    with pytest.raises(OperationalError, match="readonly"):
        async with database.read() as tx:
            await add_workspace(tx, "forbidden")


async def test_read_sees_one_snapshot(database: Database) -> None:
    """Two queries of one transaction agree, whatever is committed between them."""
    async with database.read() as tx:
        before = (await tx.execute(select(workspaces.c.name))).all()
        async with database.write() as other:
            await add_workspace(other, "new")
        after = (await tx.execute(select(workspaces.c.name))).all()

    assert before == after == []


async def test_foreign_keys_are_enforced(database: Database) -> None:
    """A row cannot refer to nothing."""
    orphan = insert(members).values(workspace_id="w", user_id="u", role="owner", created_at=0)

    with pytest.raises(IntegrityError):
        async with database.write() as tx:
            await tx.execute(orphan)


async def test_writer_is_durable(database: Database) -> None:
    """A commit survives a power cut: WAL with full synchronisation."""
    async with database.write() as tx:
        journal = (await tx.execute(text("PRAGMA journal_mode"))).scalar_one()
        synchronous = (await tx.execute(text("PRAGMA synchronous"))).scalar_one()

    assert (journal, synchronous) == ("wal", 2)


async def test_writer_waiting_too_long_is_told_busy(settings: DatabaseSettings) -> None:
    """Waiting for another task's write ends, with an error that says to try again."""
    database = Database(replace(settings, busy_timeout_ms=20))
    await asyncio.to_thread(sqlite3.connect, settings.url.removeprefix("sqlite:///"))
    await database.open()

    async with database.write():
        with pytest.raises(DatabaseBusy):
            async with database.write():
                pass
    await database.close()


async def test_lock_of_another_process_is_told_busy(settings: DatabaseSettings) -> None:
    """Waiting for a writer outside this process ends in the same way."""
    database = Database(replace(settings, busy_timeout_ms=20))
    stranger = sqlite3.connect(settings.url.removeprefix("sqlite:///"), isolation_level=None)
    await database.open()
    stranger.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseBusy):
        async with database.write():
            pass

    stranger.close()
    await database.close()


async def test_reader_waiting_too_long_is_told_busy(settings: DatabaseSettings) -> None:
    """More readers than connections wait, but not for ever."""
    database = Database(replace(settings, busy_timeout_ms=20, read_connections=1))
    await asyncio.to_thread(sqlite3.connect, settings.url.removeprefix("sqlite:///"))
    await database.open()

    async with database.read():
        with pytest.raises(DatabaseBusy):
            async with database.read():
                pass
    await database.close()


async def test_missing_database_is_not_created_by_opening_it(
    settings: DatabaseSettings, tmp_path: Path
) -> None:
    """A wrong path shows at the start, and leaves no empty file behind."""
    with pytest.raises(DatabaseUnavailable) as caught:
        await Database(settings).open()

    assert "pixmill migrate" in caught.value.action
    assert not await asyncio.to_thread(os.listdir, tmp_path)


async def test_file_that_is_no_database_is_refused(
    settings: DatabaseSettings, tmp_path: Path
) -> None:
    """A file of another kind is reported as such and left alone."""
    (tmp_path / "pixmill.db").write_bytes(b"this is a letter, not a database" * 100)

    with pytest.raises(DatabaseUnavailable, match="no database"):
        await Database(settings).open()


async def test_closed_database_says_so(database: Database) -> None:
    """Using a database after its end is an error of ours, not a hang."""
    await database.close()

    with pytest.raises(DatabaseUnavailable, match="closed"):
        async with database.read():
            pass


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:hunter2@db/pixmill",
        "mysql://user:hunter2@db/pixmill",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory",
        "hunter2",
        "",
    ],
)
def test_url_that_cannot_be_served_is_refused_without_repeating_it(url: str) -> None:
    """A wrong database URL names the setting and keeps the password in it secret."""
    with pytest.raises(InvalidDatabaseURL) as caught:
        Database(DatabaseSettings(url=url))

    assert caught.value.field == "database_url"
    assert "hunter2" not in caught.value.message
