"""Pictures that would not fit into memory together are worked on one after the other."""

import asyncio

import pytest

from pixmill.engine.pool import EnginePool
from pixmill.engine.protocol import Rendered
from pixmill.engine.settings import EngineSettings
from pixmill.transform.limits import OutputTooLarge
from tests.isolation.stage import (
    faulty_pool,
    in_memory,
    mirror_plan,
    mirrors_rightly,
    render_fault,
    running,
)
from tests.pictures_library import picture

_ONE = mirror_plan().memory_bytes


def _pool(most_bytes: int) -> EnginePool:
    return faulty_pool(EngineSettings(children=2, max_decoded_bytes=most_bytes))


async def _begin(pool: EnginePool, fault: str) -> asyncio.Task[Rendered]:
    task = asyncio.create_task(render_fault(pool, fault))
    await asyncio.sleep(0.05)
    return task


async def test_a_picture_waits_until_there_is_room_for_it() -> None:
    """A free child alone is not enough."""
    async with running(_pool(_ONE * 3 // 2)) as pool:
        tasks = [await _begin(pool, "slow 0.3") for _ in range(2)]
        waiting, reserved = pool.state.waiting, pool.state.reserved_bytes
        await asyncio.gather(*tasks)

        assert (waiting, reserved) == (1, _ONE)
        assert (pool.state.waiting, pool.state.reserved_bytes) == (0, 0)


async def test_pictures_that_fit_together_are_worked_on_together() -> None:
    """The budget costs nothing where there is room."""
    async with running(_pool(_ONE * 2)) as pool:
        tasks = [await _begin(pool, "slow 0.3") for _ in range(2)]
        waiting, reserved = pool.state.waiting, pool.state.reserved_bytes
        await asyncio.gather(*tasks)

    assert (waiting, reserved) == (0, _ONE * 2)


async def test_a_picture_that_never_fits_is_refused_at_once() -> None:
    """It does not stand in the queue before others."""
    async with running(_pool(_ONE - 1)) as pool:
        with pytest.raises(OutputTooLarge, match="memory"):
            await render_fault(pool, "slow 0")

        assert pool.state.waiting == 0


async def test_an_upload_is_looked_at_however_small_the_budget() -> None:
    """How large it is shows only then; its child has a limit of its own."""
    async with running(_pool(1000)) as pool:
        with picture("photo.png").open("rb") as source:
            descriptor = source.fileno()
            inspection = await pool.inspect(descriptor, mirror_plan().load.format)

    assert inspection.facts.width == 576


@pytest.mark.parametrize("fault", ["segv", "hang"])
async def test_room_comes_back_from_pictures_that_failed(fault: str) -> None:
    """Neither a crash nor a caller who leaves keeps any."""
    async with running(_pool(_ONE)) as pool:
        task = await _begin(pool, fault)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

        assert pool.state.reserved_bytes == 0
        assert await mirrors_rightly(pool)


async def test_who_leaves_the_queue_lets_those_behind_pass() -> None:
    """A large picture at the head may be all that holds a small one up."""
    async with running(_pool(_ONE * 2)) as pool:
        busy = await _begin(pool, "slow 0.6")
        with in_memory(b"FAULT:slow 0") as source:
            large = asyncio.create_task(pool.inspect(source, mirror_plan().load.format))
            await asyncio.sleep(0.05)
            small = await _begin(pool, "slow 0")
            held_up = pool.state.waiting
            large.cancel()
            await asyncio.gather(large, return_exceptions=True)
            await small

        assert held_up == 2
        assert not busy.done()
        await busy
