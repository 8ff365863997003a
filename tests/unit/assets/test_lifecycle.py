import asyncio
import os
from dataclasses import replace
from pathlib import Path

from pixmill.assets.asset import AssetState
from pixmill.assets.lifecycle import Sweeper, spool_chore
from pixmill.assets.repository import AssetRepository
from pixmill.assets.settings import SweepSettings
from tests.unit.assets.studio import Studio, open_studio
from tests.unit.assets.test_ingest import FaultyStore


async def test_sweeper_starts_at_once_and_repeats() -> None:
    """Chores are done at the start and then in intervals, until the sweeper is stopped."""
    done = asyncio.Semaphore(0)

    async def chore() -> int:
        done.release()
        return 1

    sweeper = Sweeper([chore], settings=SweepSettings(interval_s=0.001))
    sweeper.start()
    async with asyncio.timeout(5):
        for _ in range(3):
            await done.acquire()
    await sweeper.stop()
    await sweeper.stop()

    assert len(asyncio.all_tasks()) == 1


async def test_failing_chore_stops_neither_the_others_nor_the_next_sweep() -> None:
    """Whatever goes wrong in one chore is its own affair."""
    done: list[str] = []

    async def failing() -> None:
        done.append("failing")
        raise ZeroDivisionError

    async def working() -> None:
        done.append("working")

    sweeper = Sweeper([failing, working], settings=SweepSettings())
    await sweeper.sweep()
    await sweeper.sweep()

    assert done == ["failing", "working"] * 2


async def test_stopping_ends_a_chore_that_hangs() -> None:
    """A shutdown does not wait for a long sweep."""
    began = asyncio.Event()

    async def hanging() -> None:
        began.set()
        await asyncio.sleep(60)

    sweeper = Sweeper([hanging], settings=SweepSettings())
    sweeper.start()
    await began.wait()

    async with asyncio.timeout(5):
        await sweeper.stop()

    assert len(asyncio.all_tasks()) == 1


async def test_one_asset_that_cannot_be_removed_does_not_keep_the_others(tmp_path: Path) -> None:
    """The sweep goes through all that is left, then tells of the failure."""
    store = FaultyStore(tmp_path)
    async with open_studio(tmp_path, store) as studio:
        stuck, other = await studio.upload(), await studio.upload()
        store.broken = {"delete"}
        await studio.assets.delete(studio.owner, stuck.id)
        studio.clock.advance(1)
        await studio.assets.delete(studio.owner, other.id)
        studio.clock.advance(1)
        store.broken = set()
        folder = tmp_path / "storage" / stuck.blob_key
        folder.unlink()
        folder.mkdir()

        sweeper = Sweeper([studio.chores.finish_deletions], settings=SweepSettings())
        await sweeper.sweep()

        assert await studio.count("assets") == 1
        assert studio.files() == []


async def test_many_leftovers_are_cleared_in_one_sweep(studio: Studio) -> None:
    """The work is done in batches, until nothing is left."""
    asset = await studio.upload()
    async with studio.database.write() as tx:
        for number in range(102):
            lost = replace(
                asset, id=f"{number:032x}", public_id=str(number), state=AssetState.PENDING
            )
            assert await AssetRepository(tx).insert(lost)
    studio.clock.advance(16 * 60)

    assert await studio.chores.abandon_lost_uploads() == 102
    assert await studio.count("assets") == 1


async def test_forgotten_temporary_files_are_swept(studio: Studio) -> None:
    """What a killed process left in a spool goes after a day."""
    with studio.store.spool.temporary_file() as file:
        os.utime(file.path, (0, 0))

        gone = await spool_chore(studio.store.spool, SweepSettings())()

        assert gone == 1
        assert studio.files() == []
