"""One child by itself: what its parent sees when it is gone in the wrong moment."""

import asyncio
import contextlib
import os
import select
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from pixmill.engine.child import Child, ChildGone, died_of_memory, start_child
from pixmill.engine.protocol import InspectTask, Rendered, encode
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import SourceFormat
from tests.isolation.stage import FAULTY_WORKER, child_environment, in_memory, until

_TASK = encode(InspectTask(format=SourceFormat.PNG))


@asynccontextmanager
async def _child() -> AsyncIterator[Child]:
    child = await start_child(
        EngineSettings(), module=FAULTY_WORKER, extra_environment=child_environment()
    )
    try:
        yield child
    finally:
        await child.stop()


async def _call(child: Child, content: bytes) -> object:
    with in_memory(content) as source:
        return await child.call(_TASK, [source])


async def test_a_task_for_a_child_that_just_died_is_answered_with_its_death() -> None:
    """A socket without a reader is the same to the caller as a death during the work."""
    async with _child() as child:
        child.process.send_signal(signal.SIGKILL)
        _ = select.select([child._channel], [], [], 3)
        with pytest.raises(ChildGone) as caught:
            await _call(child, b"FAULT:slow 0")

    assert caught.value.exit_code == -signal.SIGKILL
    assert not caught.value.was_killed
    assert died_of_memory(caught.value)


async def test_a_task_for_a_child_that_was_ended_is_refused() -> None:
    """A child that its parent killed takes nothing, has no memory in use, and stays ended."""
    async with _child() as child:
        child.kill()
        with pytest.raises(ChildGone) as caught:
            await _call(child, b"FAULT:slow 0")

        assert caught.value.was_killed
        assert not died_of_memory(caught.value)
        assert not child.is_ready()
        assert child.resident_bytes() == 0


async def test_a_child_that_dies_before_it_read_its_task_is_gone() -> None:
    """The kernel reports a task that was never read as a connection reset."""
    async with _child() as child:
        os.kill(child.process.pid, signal.SIGSTOP)
        call = asyncio.create_task(_call(child, b"FAULT:slow 0"))
        await asyncio.sleep(0.02)
        os.kill(child.process.pid, signal.SIGKILL)
        with pytest.raises(ChildGone):
            await call


async def test_a_child_that_will_not_go_is_made_to() -> None:
    """Stopping asks politely first, and not for longer than a second."""
    async with _child() as child:
        os.kill(child.process.pid, signal.SIGSTOP)
        await child.stop()

        assert child.process.returncode == -signal.SIGKILL


async def test_an_idle_child_that_speaks_unasked_is_ended() -> None:
    """What nobody asked for must not be taken for the answer to the next picture."""
    async with _child() as child:
        reply = await _call(child, b"FAULT:unasked 0.05")
        was_ready = child.is_ready()
        exit_code = await asyncio.wait_for(child.reap(), timeout=3)

    assert isinstance(reply, Rendered)
    assert was_ready
    assert exit_code == -signal.SIGKILL


def _is_stopped(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    return status.rpartition(")")[2].split()[0] == "T"


async def test_a_reader_that_stops_reading_does_not_block_the_parent() -> None:
    """When the socket is full the child is given up instead of waited for."""
    async with _child() as child:
        os.kill(child.process.pid, signal.SIGSTOP)
        # It must not read another packet, which would make room for the task.
        _ = await until(lambda: _is_stopped(child.process.pid))
        with contextlib.suppress(BlockingIOError):
            while True:
                _ = child._channel.send(bytes(100_000))
        with pytest.raises(ChildGone):
            await _call(child, b"FAULT:slow 0")


async def test_giving_up_on_the_last_words_leaves_them_to_the_next_who_asks() -> None:
    """A caller who leaves while a child is dying must not keep the pool from burying it."""
    async with _child() as child:
        child.kill()
        _ = await child.process.wait()
        heard = child._listener
        # The end of what it wrote is still on its way.
        child._listener = asyncio.create_task(asyncio.sleep(0.1))
        with pytest.raises(TimeoutError):
            _ = await asyncio.wait_for(child.reap(), timeout=0.02)

        assert await child.reap() == -signal.SIGKILL
        await heard
