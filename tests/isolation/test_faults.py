"""A child that fails costs the request it worked on and nothing else."""

import asyncio
import time

import pytest
from structlog.testing import capture_logs

from pixmill.engine.errors import (
    EngineCrashed,
    EngineOutOfMemory,
    EngineTimeout,
)
from pixmill.engine.settings import EngineSettings
from pixmill.errors import RetryableError
from tests.isolation.stage import (
    child_pids,
    faulty_pool,
    is_running,
    mirrors_rightly,
    render_fault,
    running,
    until,
)

_DEADLINE_S = 0.6
_FAULTS = {
    "segv": EngineCrashed,
    "abort": EngineCrashed,
    "exit 3": EngineCrashed,
    "python-error": EngineCrashed,
    "nonsense": EngineCrashed,
    "out-of-turn": EngineCrashed,
    "noise": EngineCrashed,
    "hang": EngineTimeout,
    "spin": EngineTimeout,
    "eat-memory": EngineOutOfMemory,
}


@pytest.mark.parametrize(("fault", "error"), _FAULTS.items())
async def test_a_fault_costs_one_request(fault: str, error: type[RetryableError]) -> None:
    """Pictures beside the fault and right after it come out right, and the pool is whole again."""
    # Only where the deadline decides is it so short that a busy machine might feel it.
    deadline_s = 1 if error is EngineTimeout else 20
    settings = EngineSettings(children=2, deadline_s=deadline_s, max_address_space_bytes=400 << 20)

    async with running(faulty_pool(settings)) as pool:
        failed, *innocent = await asyncio.gather(
            render_fault(pool, fault),
            *(mirrors_rightly(pool) for _ in range(3)),
            return_exceptions=True,
        )
        after = [await mirrors_rightly(pool) for _ in range(3)]
        await until(lambda: pool.state.children == 2)

    assert type(failed) is error
    assert innocent == [True, True, True]
    assert after == [True, True, True]


async def test_a_child_that_falls_silent_is_not_mistaken_for_want_of_memory() -> None:
    """A child that had to be killed by the pool was not ended by the kernel for its memory."""
    async with running(faulty_pool()) as pool:
        with pytest.raises(EngineCrashed):
            await render_fault(pool, "silence")

        assert await mirrors_rightly(pool)


@pytest.mark.parametrize("fault", ["hang", "spin"])
async def test_a_hang_ends_at_the_deadline(fault: str) -> None:
    """A picture may take as long as the deadline says and less than a second more."""
    settings = EngineSettings(children=1, deadline_s=_DEADLINE_S)

    async with running(faulty_pool(settings)) as pool:
        hanging = child_pids(pool)
        started = time.perf_counter()
        with pytest.raises(EngineTimeout, match=r"0\.6 seconds"):
            await render_fault(pool, fault)
        took_s = time.perf_counter() - started
        await until(lambda: not any(is_running(pid) for pid in hanging))

    assert _DEADLINE_S <= took_s < _DEADLINE_S + 1


@pytest.mark.parametrize("fault", ["segv", "out-of-turn", "twice"])
async def test_a_child_that_went_wrong_is_not_used_again(fault: str) -> None:
    """Whatever breaks the protocol may have been taken over, also when its answer looks right."""
    async with running(faulty_pool()) as pool:
        old = child_pids(pool)
        await asyncio.gather(render_fault(pool, fault), return_exceptions=True)
        await until(lambda: bool(child_pids(pool)) and not child_pids(pool) & old)

        assert not any(is_running(pid) for pid in old)
        assert await mirrors_rightly(pool)


async def test_a_python_error_leaves_its_words_in_the_log() -> None:
    """A mistake in our own code can be found: the log has its traceback, the public does not."""
    async with running(faulty_pool()) as pool:
        with capture_logs() as logs, pytest.raises(EngineCrashed) as caught:
            await render_fault(pool, "python-error")

    assert "a fault in Python" in str(logs)
    assert "fault in Python" not in caught.value.message


async def test_what_a_child_writes_is_kept_in_bounds() -> None:
    """A child that writes megabytes to standard error costs the parent two kilobytes."""
    async with running(faulty_pool()) as pool:
        with capture_logs() as logs, pytest.raises(EngineCrashed):
            await render_fault(pool, "noise")

    (death,) = [entry for entry in logs if entry["event"] == "engine_child_died"]
    assert death["last_words"].endswith("the end")
    assert len(death["last_words"]) <= 2000


async def test_a_word_about_memory_from_an_earlier_picture_does_not_count() -> None:
    """How a child died is told by what it said since it was given the picture."""
    async with running(faulty_pool()) as pool:
        await render_fault(pool, "say out of memory")
        await asyncio.sleep(0.05)
        with pytest.raises(EngineCrashed):
            await render_fault(pool, "segv")
