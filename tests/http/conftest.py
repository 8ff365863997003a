"""One engine for all tests of a process, because children are slow to start; a house for each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from tests.http.house import Headers, House, open_house

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run these tests in one loop: the engine lives in it."""
    for item in items:
        if item.path.is_relative_to(_HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def engine() -> AsyncIterator[EnginePool]:
    """Run a real engine with one child."""
    pool = EnginePool(EngineSettings(children=1))
    await pool.start()
    yield pool
    await pool.close()


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path, engine: EnginePool) -> AsyncIterator[House]:
    """Open a house with the default settings."""
    async with open_house(tmp_path / "data", engine=engine) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def ann(house: House) -> Headers:
    """Sign a user up."""
    return await house.sign_up("ann")
