"""One child process as its parent sees it: started, given one task at a time, killed if need be."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

import pixmill
from pixmill.engine.protocol import (
    MAX_MESSAGE_BYTES,
    ChildSettings,
    Hello,
    Reply,
    decode_reply,
)
from pixmill.engine.settings import EngineSettings

WORKER_MODULE = "pixmill.engine.worker"

# How much of what a child wrote to standard error is kept for the log.
_LAST_WORDS_BYTES = 2000
_STOP_GRACE_S = 1.0


class ChildGone(Exception):
    """The child's end of the socket closed.

    Attributes:
        exit_code: negative for a signal.
        last_words: the last it wrote to standard error since its task began.
        was_killed: it lived on behind a closed socket or talked nonsense, so its parent ended it.
    """

    def __init__(self, exit_code: int, last_words: str, *, was_killed: bool) -> None:
        """Keep how it ended."""
        super().__init__(f"exit code {exit_code}: {last_words}")
        self.exit_code = exit_code
        self.last_words = last_words
        self.was_killed = was_killed


class Child:
    """A running child; use `start_child` to get one that is ready."""

    def __init__(self, process: asyncio.subprocess.Process, channel: socket.socket) -> None:
        """Watch the socket of a process that was just started."""
        self.process = process
        self.tasks_done = 0
        self.hello: Hello | None = None
        self._channel = channel
        self._loop = asyncio.get_running_loop()
        self._pending: asyncio.Future[Reply] | None = None
        self._closed = False
        self._was_killed = False
        self._last_words = bytearray()
        self._when_closed = _nothing
        self._listener = asyncio.create_task(self._listen_to_stderr())
        self._loop.add_reader(channel.fileno(), self._read)

    def is_ready(self) -> bool:
        """Look whether an idle child lives and keeps silent, as it must until it is asked."""
        if self._closed:
            return False
        try:
            self._channel.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def when_closed(self, act: Callable[[], None]) -> None:
        """Have something done as soon as the child can take no more tasks."""
        self._when_closed = act

    async def call(self, packet: bytes, descriptors: Sequence[int]) -> Reply:
        """Hand over one encoded task and return the reply to it.

        Cancelling the wait leaves the child busy: it must be killed then.

        Raises:
            ChildGone: the child died before it answered.
        """
        reply = self._expect_reply()
        # How it dies is told by what it says from now on, not by a complaint about another picture.
        self._last_words.clear()
        try:
            self._send(packet, descriptors)
            return await reply
        except EOFError:
            raise await self._gone() from None
        finally:
            self._pending = None
            self.tasks_done += 1

    async def wait_until_ready(self) -> Hello:
        """Return the child's first message.

        Raises:
            ChildGone: the child died first, as it does when it cannot start.
        """
        reply = self._expect_reply()
        try:
            hello = await reply
        except EOFError:
            raise await self._gone() from None
        finally:
            self._pending = None
        assert isinstance(hello, Hello), "a child greets before it answers"  # noqa: S101 - protocol invariant
        self.hello = hello
        return hello

    def resident_bytes(self) -> int:
        """Return the memory the child has in use now; 0 when it cannot be told."""
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def cpu_s(self) -> float:
        """Return the seconds of processor the child has used so far; 0 when it cannot be told."""
        try:
            status = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
            # After the name in parentheses: times in user and system mode are fields 14 and 15.
            user, system = status.rpartition(")")[2].split()[11:13]
        except (OSError, ValueError):
            return 0.0
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End the child at once, whatever it is doing."""
        self._was_killed = True
        self._close()
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def stop(self) -> None:
        """End an idle child in good order, by force if it does not go."""
        self._close()
        try:
            async with asyncio.timeout(_STOP_GRACE_S):
                await self.process.wait()
        except TimeoutError:
            self.kill()
        await self.reap()

    async def reap(self) -> int:
        """Wait until the killed or finished process is gone; return its exit code."""
        exit_code = await self.process.wait()
        # Whoever stops waiting here must not end it for the others, who wait for it as well.
        await asyncio.shield(self._listener)
        return exit_code

    def _send(self, packet: bytes, descriptors: Sequence[int]) -> None:
        if self._closed:
            return
        try:
            socket.send_fds(self._channel, [packet], list(descriptors))
        except (BrokenPipeError, ConnectionResetError, BlockingIOError):
            # It is dead, or reads no more; either way it cannot be used.
            self._close()

    def _expect_reply(self) -> asyncio.Future[Reply]:
        pending: asyncio.Future[Reply] = self._loop.create_future()
        if self._closed:
            pending.set_exception(EOFError())
        else:
            self._pending = pending
        return pending

    def _read(self) -> None:
        try:
            packet = self._channel.recv(MAX_MESSAGE_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            packet = b""
        if not packet:
            self._close()
            return
        if self._pending is None or self._pending.done():
            # Only a child that was taken over speaks unasked or talks nonsense.
            self.kill()
            return
        try:
            self._pending.set_result(decode_reply(packet))
        except msgspec.DecodeError:
            self.kill()

    def _close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._loop.remove_reader(self._channel.fileno())
        self._channel.close()
        if self._pending is not None and not self._pending.done():
            self._pending.set_exception(EOFError())
        self._when_closed()

    async def _gone(self) -> ChildGone:
        """Return how the child ended; kills it if only its socket closed."""
        try:
            async with asyncio.timeout(_STOP_GRACE_S):
                exit_code = await self.reap()
        except TimeoutError:
            self.kill()
            exit_code = await self.reap()
        return ChildGone(
            exit_code,
            self._last_words.decode(errors="replace").strip(),
            was_killed=self._was_killed,
        )

    async def _listen_to_stderr(self) -> None:
        stream = self.process.stderr
        while stream is not None and (chunk := await stream.read(4096)):
            self._last_words += chunk
            del self._last_words[:-_LAST_WORDS_BYTES]


async def start_child(
    settings: EngineSettings,
    *,
    module: str = WORKER_MODULE,
    extra_environment: Mapping[str, str],
) -> Child:
    """Start a child and return it once it is ready for its first task.

    Call it in the thread that lives as long as the service: the kernel kills a child when the
    thread that started it ends.

    Args:
        settings: what the child may use.
        module: what it runs; tests run one that can be told to fail.
        extra_environment: added to the otherwise empty environment.

    Raises:
        ChildGone: it ended before it was ready.
        TimeoutError: it was not ready in time, and was killed.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setblocking(False)  # noqa: FBT003 - the name of the method says what it means
    with theirs, contextlib.ExitStack() as stack:
        stack.callback(ours.close)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            # Nothing that lies in the current folder may be imported.
            "-P",
            "-m",
            module,
            str(theirs.fileno()),
            msgspec.json.encode(_child_settings(settings)).decode(),
            pass_fds=[theirs.fileno()],
            env=_environment() | dict(extra_environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            # Ctrl-C in the terminal is for the parent alone.
            start_new_session=True,
        )
        stack.pop_all()
    child = Child(process, ours)
    try:
        async with asyncio.timeout(settings.start_deadline_s):
            await child.wait_until_ready()
    except BaseException as error:
        child.kill()
        await child.reap()
        if isinstance(error, TimeoutError):
            message = f"It was not ready within {settings.start_deadline_s:g} seconds."
            raise TimeoutError(message) from None
        raise
    return child


def _nothing() -> None:
    """Stand in until somebody wants to know."""


def died_of_memory(gone: ChildGone) -> bool:
    """Tell whether the kernel or an allocator ended the child for want of memory."""
    killed_by_kernel = gone.exit_code == -signal.SIGKILL and not gone.was_killed
    return killed_by_kernel or "memory" in gone.last_words.lower()


def _child_settings(settings: EngineSettings) -> ChildSettings:
    return ChildSettings(
        parent_pid=os.getpid(),
        max_address_space_bytes=settings.max_address_space_bytes,
        max_output_bytes=settings.max_output_bytes,
        sandbox=settings.sandbox.value,
        max_source_pixels=settings.limits.max_source_pixels,
        max_source_edge=settings.limits.max_source_edge,
        max_frames=settings.limits.max_frames,
    )


def _environment() -> dict[str, str]:
    """Return all that a child gets to know of the world: no secret can be read out of it."""
    return {
        "PYTHONPATH": str(Path(pixmill.__file__).parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        # One picture, one thread: the pool runs as many pictures as there are processors.
        "VIPS_CONCURRENCY": "1",
        # A child has no temporary directory, so nothing may spill to disk.
        "VIPS_DISC_THRESHOLD": "1000g",
        # Halves the address space that many small allocations of several threads map.
        "MALLOC_ARENA_MAX": "2",
    }
