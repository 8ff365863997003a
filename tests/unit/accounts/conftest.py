"""Accounts on a real SQLite database in a directory of the test's own."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from pixmill.accounts.service import AccountService
from pixmill.db.session import Database, migrate
from pixmill.db.settings import DatabaseSettings
from tests.unit.accounts.house import House


@pytest.fixture
async def house(tmp_path: Path) -> AsyncGenerator[House]:
    """Open a new database."""
    settings = DatabaseSettings(url=f"sqlite:///{tmp_path}/pixmill.db")
    await migrate(settings)
    database = Database(settings)
    await database.open()
    house = House(database)
    yield house
    house.passwords.close()
    await database.close()


@pytest.fixture
def accounts(house: House) -> AccountService:
    """Serve accounts."""
    return house.service()
