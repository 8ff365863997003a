"""How a pool begins and ends, and that it leaves nothing behind."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from pixmill.engine.confinement import SandboxLevel
from pixmill.engine.errors import EngineUnavailable, RenderFailed
from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import SourceFormat
from tests.isolation.stage import (
    child_environment,
    child_pids,
    faulty_pool,
    in_memory,
    is_running,
    mirrors_rightly,
    render_fault,
    running,
    until,
)
from tests.pictures_library import picture


def _own_children() -> set[int]:
    """Return every child of this process, zombies too."""
    tasks = Path("/proc/self/task").iterdir()
    listings = ((task / "children").read_text(encoding="ascii").split() for task in tasks)
    return {int(pid) for listing in listings for pid in listing}


def _count_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


async def test_closing_leaves_no_process_behind() -> None:
    """Children end in good order when the pool closes, and are no zombies."""
    before = _own_children()
    pool = faulty_pool(EngineSettings(children=2))

    await pool.start()
    started = child_pids(pool)
    beginning = time.perf_counter()
    await pool.close()

    assert len(started) == 2
    assert time.perf_counter() - beginning < 1
    assert _own_children() == before


@pytest.mark.parametrize("fault", ["hang", "slow 0.2"])
async def test_closing_while_busy_tells_everybody(fault: str) -> None:
    """Whoever works or waits learns that the service stops, within the grace of a second."""
    before = _own_children()
    pool = faulty_pool()
    await pool.start()
    working, waiting = (asyncio.create_task(render_fault(pool, fault)) for _ in range(2))
    await asyncio.sleep(0.05)

    beginning = time.perf_counter()
    await pool.close()
    results = await asyncio.gather(working, waiting, return_exceptions=True)

    assert [type(result) for result in results] == [EngineUnavailable] * 2
    assert time.perf_counter() - beginning < 2
    assert _own_children() == before


async def test_closing_while_starting_leaves_nothing() -> None:
    """A service that is stopped before it is ready does not leave children to grow up later."""
    before = _own_children()
    pool = faulty_pool(EngineSettings(children=2))
    start = asyncio.create_task(pool.start())
    await asyncio.sleep(0.1)

    await pool.close()

    with pytest.raises(EngineUnavailable, match="stopping"):
        await start
    assert _own_children() == before


async def test_a_start_that_is_given_up_leaves_nothing() -> None:
    """Cancelling the start ends what was started."""
    before = _own_children()
    start = asyncio.create_task(faulty_pool(EngineSettings(children=2)).start())
    await asyncio.sleep(0.1)

    start.cancel()

    with pytest.raises(asyncio.CancelledError):
        await start
    assert _own_children() == before


async def test_closing_while_a_child_is_replaced_leaves_nothing() -> None:
    """Neither the child that dies nor the one that comes outlives the pool."""
    before = _own_children()
    pool = faulty_pool()
    await pool.start()
    await asyncio.gather(render_fault(pool, "segv"), return_exceptions=True)
    await asyncio.sleep(0.05)

    await pool.close()

    assert _own_children() == before


async def test_a_worker_that_cannot_start_is_explained() -> None:
    """The operator reads why, in the worker's own last words."""
    pool = EnginePool(EngineSettings(children=2), worker_module="tests.isolation.missing")

    with pytest.raises(EngineUnavailable, match="No module named"):
        await pool.start()

    assert pool.state.children == 0


async def test_a_worker_that_does_not_get_ready_is_explained() -> None:
    """A start that takes too long is ended and names the time it was given."""
    pool = faulty_pool(EngineSettings(children=1, start_deadline_s=0.02))

    with pytest.raises(EngineUnavailable, match=r"not ready within 0\.02 seconds"):
        await pool.start()


async def test_a_sandbox_that_is_required_and_not_reached_refuses_to_start() -> None:
    """An operator who insists on the sandbox is not served without it."""
    settings = EngineSettings(children=1, require_sandbox=True)
    pool = faulty_pool(settings, extra={"FAULT_SANDBOX": "limits"})

    with pytest.raises(EngineUnavailable, match="sandbox reaches only 'limits'"):
        await pool.start()

    assert pool.state.children == 0


async def test_a_sandbox_that_is_required_and_reached_starts() -> None:
    """Asking for limits only is always satisfied."""
    settings = EngineSettings(children=1, sandbox=SandboxLevel.LIMITS, require_sandbox=True)

    async with running(faulty_pool(settings)) as pool:
        assert pool.state.sandbox == "limits"
        assert pool.size == 1


async def test_children_know_nothing_of_the_parents_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A secret in the service's environment cannot be read out of a child."""
    monkeypatch.setenv("PIXMILL_SECRET", "hunter2")

    async with running(faulty_pool()) as pool:
        with capture_logs() as logs, pytest.raises(RenderFailed):
            await render_fault(pool, "environment")

    (entry,) = [entry for entry in logs if entry["event"] == "engine_render_failed"]
    assert "hunter2" not in entry["reason"]
    assert set(json.loads(entry["reason"])) <= {
        "FONTCONFIG_FILE",
        "LANG",
        "LC_CTYPE",
        "MALLOC_ARENA_MAX",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONPATH",
        "VIPS_CONCURRENCY",
        "VIPS_DISC_THRESHOLD",
    }


async def test_children_import_nothing_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that lies where the service was started cannot slip into the children."""
    (tmp_path / "msgspec.py").write_text("raise SystemExit('slipped in')")
    monkeypatch.chdir(tmp_path)

    async with running(faulty_pool()) as pool:
        assert await mirrors_rightly(pool)


async def test_two_hundred_tasks_leak_no_descriptor() -> None:
    """Successes, crashes and refusals leave as many files open in the service as before."""
    async with running(faulty_pool(EngineSettings(children=2, max_waiting=500))) as pool:
        _ = await asyncio.gather(mirrors_rightly(pool), mirrors_rightly(pool))
        before = _count_descriptors()
        results = await asyncio.gather(
            *(render_fault(pool, "slow 0") for _ in range(190)),
            *(render_fault(pool, fault) for fault in ("segv", "nonsense", "out-of-turn")),
            *(mirrors_rightly(pool) for _ in range(7)),
            return_exceptions=True,
        )
        await until(lambda: pool.state.children == 2)
        after = _count_descriptors()

    assert sum(isinstance(result, Exception) for result in results) == 3
    assert after == before


async def test_a_child_outlives_more_pictures_than_it_may_open_files() -> None:
    """Nothing stays open in a child from one picture to the next."""
    tiny = picture("palette-1-bit-1x1.png").read_bytes()

    async with running(faulty_pool()) as pool:
        before = child_pids(pool)
        for _ in range(100):
            with in_memory(tiny) as source:
                _ = await pool.inspect(source, SourceFormat.PNG)

        assert child_pids(pool) == before


@asynccontextmanager
async def _owner() -> AsyncIterator[tuple[asyncio.subprocess.Process, list[int]]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.isolation.pool_owner",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=dict(os.environ) | child_environment(),
        start_new_session=True,
    )
    try:
        yield process, (await _hear(process))["children"]
    finally:
        if process.returncode is None:
            process.kill()
        _ = await process.communicate()


async def _hear(process: asyncio.subprocess.Process) -> dict[str, list[int]]:
    assert process.stdout is not None
    async with asyncio.timeout(20):
        message: dict[str, list[int]] = json.loads(await process.stdout.readline())
    return message


async def test_children_die_with_a_parent_that_is_killed() -> None:
    """Not even SIGKILL of the service leaves children behind."""
    async with _owner() as (process, children):
        assert all(is_running(pid) for pid in children)
        process.kill()
        await until(lambda: not any(is_running(pid) for pid in children))

    assert process.returncode == -signal.SIGKILL


async def test_an_interrupt_from_the_terminal_is_the_parents_alone() -> None:
    """Ctrl-C reaches the whole group of processes; the children work on until told to stop."""
    async with _owner() as (process, children):
        assert process.stdin is not None
        os.killpg(process.pid, signal.SIGINT)
        for pid in children:
            os.kill(pid, signal.SIGINT)
        process.stdin.write(b"\n")
        answer = await _hear(process)

    assert answer == {"right": [True, True], "children": children}
