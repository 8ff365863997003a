"""A real SQLite database in a directory of the test's own."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from pixmill.db.session import Database, migrate
from pixmill.db.settings import DatabaseSettings


@pytest.fixture
def settings(tmp_path: Path) -> DatabaseSettings:
    """Name a file that does not exist yet."""
    return DatabaseSettings(url=f"sqlite:///{tmp_path}/pixmill.db", busy_timeout_ms=10_000)


@pytest.fixture
async def database(settings: DatabaseSettings) -> AsyncGenerator[Database]:
    """Open a migrated database."""
    await migrate(settings)
    database = Database(settings)
    await database.open()
    yield database
    await database.close()
