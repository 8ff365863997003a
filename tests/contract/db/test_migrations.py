import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from pixmill.db.errors import DatabaseUnavailable, SchemaMismatch
from pixmill.db.migrations import expected_revision
from pixmill.db.session import Database, migrate
from pixmill.db.settings import DatabaseSettings
from pixmill.db.tables import metadata


def schema_of(path: Path) -> dict[str, list[str]]:
    """Return what defines each table and index, in an order that does not depend on writing."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND name != 'alembic_version'"
    connection = sqlite3.connect(path)
    rows = connection.execute(query).fetchall()
    connection.close()
    return {
        name: sorted(line.strip().rstrip(",") for line in sql.splitlines()) for name, sql in rows
    }


def modes_in(folder: Path) -> set[int]:
    """Return the access modes of all files in the folder."""
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_migrated_schema_is_the_one_in_tables(database: Database, tmp_path: Path) -> None:
    """Migrations and the page of tables describe the same database, to the letter."""
    expected = tmp_path / "expected.db"
    engine = create_engine(f"sqlite:///{expected}")
    metadata.create_all(engine)
    engine.dispose()

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with database.write() as tx:
        assert await tx.run_sync(differences) == []
    assert schema_of(tmp_path / "pixmill.db") == schema_of(expected)


async def test_migrating_again_changes_nothing(settings: DatabaseSettings, tmp_path: Path) -> None:
    """Every start may migrate."""
    await migrate(settings)
    before = schema_of(tmp_path / "pixmill.db")

    await migrate(settings)

    assert schema_of(tmp_path / "pixmill.db") == before


async def test_several_processes_may_migrate_at_once(settings: DatabaseSettings) -> None:
    """The first migrates, the others wait and find nothing to do."""
    await asyncio.gather(*(migrate(settings) for _ in range(4)))

    database = Database(settings)
    await database.open()
    await database.check_schema()
    await database.close()


async def test_database_file_is_for_its_owner_only(database: Database, tmp_path: Path) -> None:
    """Hashes of passwords are not for other users of the machine."""
    async with database.write():
        pass

    assert modes_in(tmp_path) == {0o600}


async def test_schema_of_this_release_is_accepted(database: Database) -> None:
    """A migrated database may be served."""
    await database.check_schema()


async def test_database_never_migrated_is_refused(
    settings: DatabaseSettings, tmp_path: Path
) -> None:
    """An empty file is no reason to start."""
    (tmp_path / "pixmill.db").touch()
    database = Database(settings)
    await database.open()

    with pytest.raises(SchemaMismatch, match="None"):
        await database.check_schema()

    await database.close()


async def test_database_of_a_newer_release_is_refused(
    database: Database, settings: DatabaseSettings
) -> None:
    """An old release neither serves nor migrates a newer database."""
    async with database.write() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaMismatch, match="9999"):
        await database.check_schema()
    with pytest.raises(SchemaMismatch, match="9999"):
        await migrate(settings)


async def test_migration_refuses_rows_that_refer_to_nothing(
    settings: DatabaseSettings, tmp_path: Path
) -> None:
    """Foreign keys are checked before a migration is committed."""
    await migrate(settings)
    stranger = sqlite3.connect(tmp_path / "pixmill.db", isolation_level=None)
    stranger.execute("INSERT INTO members VALUES ('nobody', 'nowhere', 'owner', 0)")
    stranger.close()

    with pytest.raises(SchemaMismatch, match="members"):
        await migrate(settings)


async def test_place_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    """A data directory that is a file gives a reason, not a stack."""
    (tmp_path / "data").touch()

    with pytest.raises(DatabaseUnavailable, match="cannot be opened"):
        await migrate(DatabaseSettings(url=f"sqlite:///{tmp_path}/data/pixmill.db"))


def test_there_is_one_line_of_migrations() -> None:
    """Alembic finds exactly one head."""
    assert expected_revision() == "0001"
