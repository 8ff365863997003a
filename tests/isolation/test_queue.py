"""Who waits for a child, for how long, and what becomes of those who stop waiting."""

import asyncio
import contextlib
import time

import pytest

from pixmill.engine.errors import EngineOverloaded, EngineUnavailable
from pixmill.engine.pool import EnginePool
from pixmill.engine.protocol import Rendered
from pixmill.engine.settings import EngineSettings
from tests.isolation.stage import (
    child_pids,
    faulty_pool,
    is_running,
    mirrors_rightly,
    render_fault,
    running,
    until,
)


async def _begin(pool: EnginePool, fault: str) -> asyncio.Task[Rendered]:
    """Ask for a picture, and return once a child works on it or it waits."""
    task = asyncio.create_task(render_fault(pool, fault))
    await asyncio.sleep(0.05)
    return task


async def test_a_full_queue_refuses_at_once() -> None:
    """One more than may wait is told so without waiting itself; the others get their pictures."""
    async with running(faulty_pool(EngineSettings(children=1, max_waiting=1))) as pool:
        accepted = [await _begin(pool, "slow 0.3"), await _begin(pool, "slow 0")]
        waiting = pool.state.waiting
        started = time.perf_counter()
        with pytest.raises(EngineOverloaded, match="waiting already"):
            await render_fault(pool, "slow 0")
        took_s = time.perf_counter() - started
        results = await asyncio.gather(*accepted)

    assert waiting == 1
    assert took_s < 0.05
    assert [result.width for result in results] == [1, 1]


async def test_nobody_waits_longer_than_allowed() -> None:
    """A picture that finds no free child in time is refused and leaves the queue."""
    async with running(faulty_pool(EngineSettings(children=1, max_wait_s=0.1))) as pool:
        busy = await _begin(pool, "slow 0.4")
        with pytest.raises(EngineOverloaded, match=r"0\.1 seconds"):
            await render_fault(pool, "slow 0")
        waiting = pool.state.waiting
        _ = await busy

        assert waiting == 0
        assert await mirrors_rightly(pool)


async def test_a_caller_who_leaves_frees_the_place_and_ends_the_work() -> None:
    """The child of a cancelled request is killed, since nobody needs what it makes."""
    async with running(faulty_pool()) as pool:
        old = child_pids(pool)
        abandoned = await _begin(pool, "hang")
        abandoned.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            _ = await abandoned
        await until(lambda: not any(is_running(pid) for pid in old))

        assert await mirrors_rightly(pool)


async def test_a_waiter_who_leaves_is_forgotten() -> None:
    """A cancelled request leaves the queue without disturbing the picture before it."""
    async with running(faulty_pool()) as pool:
        busy, leaving = await _begin(pool, "slow 0.2"), await _begin(pool, "slow 0")
        leaving.cancel()
        result = await busy

        assert result.width == 1
        assert pool.state.waiting == 0
        assert await mirrors_rightly(pool)


async def test_a_waiter_who_leaves_when_a_child_is_handed_over_loses_none() -> None:
    """A child that was promised to somebody who is gone serves the next."""
    async with running(faulty_pool()) as pool:
        (child,) = pool._children
        async with pool._lease():
            leaving = await _begin(pool, "slow 0")
        # The lease just ended, so the child is promised, but the waiter has not run yet.
        leaving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            _ = await leaving

        assert pool._idle == [child]
        assert await mirrors_rightly(pool)


async def test_a_waiter_whose_time_is_up_when_a_child_is_handed_over_loses_none() -> None:
    """Running out of patience in the moment of the hand-over is no different from leaving."""
    async with running(faulty_pool(EngineSettings(children=1, max_wait_s=0.1))) as pool:
        (child,) = pool._children
        async with pool._lease():
            late = await _begin(pool, "slow 0")
            # Holds the loop until both the time is up and the child is free.
            up = time.perf_counter() + 0.1
            while time.perf_counter() < up:
                pass
        with contextlib.suppress(EngineOverloaded):
            _ = await late

        assert pool._idle == [child]


async def test_a_pool_that_was_not_started_says_so() -> None:
    """Nothing hangs on a pool without children."""
    with pytest.raises(EngineUnavailable, match="not running"):
        await render_fault(faulty_pool(), "slow 0")
