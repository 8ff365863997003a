"""Children that die, wear out or grow are replaced, quickly and without anybody noticing."""

import os
import select
import signal
import statistics
from pathlib import Path

import pytest

from pixmill.engine.errors import EngineCrashed
from pixmill.engine.pool import EnginePool
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


async def _replacement_time(pool: EnginePool) -> float:
    old = child_pids(pool)
    with pytest.raises(EngineCrashed):
        await render_fault(pool, "segv")
    return await until(lambda: bool(child_pids(pool) - old))


def _count_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_a_crashed_child_is_replaced_soon() -> None:
    """The pool is back to its size within three seconds, even on a busy machine."""
    async with running(faulty_pool()) as pool:
        times = [await _replacement_time(pool) for _ in range(3)]

    assert statistics.median(times) < 3


async def test_a_child_killed_while_idle_is_replaced_before_it_is_needed() -> None:
    """Nobody has to run into a child that died between two pictures."""
    async with running(faulty_pool()) as pool:
        (old,) = child_pids(pool)
        os.kill(old, signal.SIGKILL)
        await until(lambda: bool(child_pids(pool) - {old}))

        assert await mirrors_rightly(pool)


async def test_a_child_that_died_unnoticed_is_not_given_a_picture() -> None:
    """A picture that arrives before the loop has heard of the death gets another child."""
    async with running(faulty_pool()) as pool:
        (old,) = child_pids(pool)
        os.kill(old, signal.SIGKILL)
        # Blocks until the death shows, without giving the event loop a turn.
        (child,) = pool._idle
        _ = select.select([child._channel], [], [], 3)

        assert await mirrors_rightly(pool)


@pytest.mark.parametrize(
    "settings",
    [
        EngineSettings(children=1, max_tasks_per_child=2),
        EngineSettings(children=1, max_resident_bytes=1),
    ],
    ids=["tasks", "memory"],
)
async def test_a_worn_out_child_is_replaced(settings: EngineSettings) -> None:
    """After its number of pictures, or when it has grown too much, a child makes way."""
    async with running(faulty_pool(settings)) as pool:
        (first,) = child_pids(pool)
        answers = [await mirrors_rightly(pool) for _ in range(2)]
        await until(lambda: bool(child_pids(pool)) and first not in child_pids(pool))

        assert answers == [True, True]
        assert not is_running(first)
        assert await mirrors_rightly(pool)


async def test_a_child_that_cannot_be_started_again_is_tried_until_it_can(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A machine that is short of something for a moment does not cost a child for good."""
    async with running(faulty_pool()) as pool:
        (old,) = child_pids(pool)
        monkeypatch.setattr(pool, "_worker_module", "tests.isolation.missing")
        os.kill(old, signal.SIGKILL)
        await until(lambda: not child_pids(pool))
        monkeypatch.undo()
        await until(lambda: bool(child_pids(pool)))

        assert await mirrors_rightly(pool)


async def test_no_descriptor_is_left_of_children_that_died() -> None:
    """A service that replaces children for weeks does not run out of open files."""
    async with running(faulty_pool()) as pool:
        counts = []
        for _ in range(4):
            _ = await _replacement_time(pool)
            counts.append(_count_descriptors())

    assert len(set(counts)) == 1
