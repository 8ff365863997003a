"""The supervisor: keeps children ready, gives each one picture at a time, replaces what fails."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog

from pixmill.engine.child import WORKER_MODULE, Child, ChildGone, start_child
from pixmill.engine.confinement import SandboxLevel
from pixmill.engine.errors import EngineOverloaded, EngineUnavailable
from pixmill.engine.exchange import (
    explain_death,
    explain_failure,
    explain_timeout,
    pack,
    unexpected_reply,
)
from pixmill.engine.memory import count_memory_bytes, memory_budget
from pixmill.engine.processors import count_processors
from pixmill.engine.protocol import (
    Failure,
    Hello,
    Inspection,
    InspectTask,
    Probed,
    ProbeTask,
    Rendered,
    RenderTask,
    Reply,
)
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import check_allowed
from pixmill.transform.memory import most_bytes_to_decode
from pixmill.transform.plan import Plan

_FIRST_RETRY_S = 0.2
_LONGEST_RETRY_S = 10.0
_STOPPING = "The service is stopping."

_Answer = TypeVar("_Answer", Inspection, Rendered)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineState:
    """What an operator wants to know of the engine.

    Attributes:
        children: how many are alive.
        waiting: pictures that wait for a child, or for memory.
        reserved_bytes: memory that the pictures worked on may take at worst.
        libvips: version of the library in the children.
        sandbox: level the children reached.
        missing: one sentence for each protection that is not in force.
    """

    children: int
    waiting: int
    reserved_bytes: int
    libvips: str
    sandbox: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """Somebody's place in the queue."""

    child: asyncio.Future[Child]
    need_bytes: int


class EnginePool:
    """Runs plans in child processes; `start` before use, `close` after."""

    def __init__(
        self,
        settings: EngineSettings,
        *,
        worker_module: str = WORKER_MODULE,
        extra_environment: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare a pool.

        Args:
            settings: how many children, and what each may use.
            worker_module: what the children run; tests run one that can be told to fail.
            extra_environment: added to the otherwise empty environment of the children.
        """
        self._settings = settings
        self._worker_module = worker_module
        self._extra_environment = dict(extra_environment or {})
        self._size = settings.children or count_processors()
        self._idle: list[Child] = []
        self._children: set[Child] = set()
        self._leaving: set[Child] = set()
        self._waiting: deque[_Turn] = deque()
        self._memory = memory_budget(settings, memory_bytes=count_memory_bytes())
        self._chores: set[asyncio.Task[None]] = set()
        self._hello: Hello | None = None
        self._is_open = False

    @property
    def size(self) -> int:
        """How many pictures are worked on at the same time."""
        return self._size

    @property
    def state(self) -> EngineState:
        """What is going on now."""
        hello = self._hello
        return EngineState(
            children=len(self._children),
            waiting=len(self._waiting),
            reserved_bytes=self._memory.reserved_bytes,
            libvips=hello.libvips if hello else "",
            sandbox=hello.sandbox if hello else "",
            missing=hello.missing if hello else (),
        )

    async def start(self) -> None:
        """Start the children; returns when all are ready.

        Raises:
            EngineUnavailable: they cannot be started, or do not reach the sandbox required.
        """
        self._is_open = True
        starts = [self._track(self._start_one()) for _ in range(self._size)]
        try:
            results = await asyncio.gather(*starts, return_exceptions=True)
        except asyncio.CancelledError:
            await self.close()
            raise
        failure = next((result for result in results if isinstance(result, BaseException)), None)
        if failure is None and self._sandbox_is_good_enough():
            return
        was_stopped = not self._is_open
        await self.close()
        if was_stopped:
            raise EngineUnavailable(_STOPPING)
        if failure is None:
            message = f"The sandbox reaches only {self.state.sandbox!r}: {self.state.missing}"
            raise EngineUnavailable(message)
        message = f"No process for pictures can be started: {failure}"
        raise EngineUnavailable(message) from failure

    async def close(self) -> None:
        """Stop every child; whoever waits for one is told so."""
        self._is_open = False
        while self._waiting:
            _fail(self._waiting.popleft().child, EngineUnavailable(_STOPPING))
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        await asyncio.gather(*(child.stop() for child in self._children | self._leaving))
        self._children.clear()
        self._leaving.clear()
        self._idle.clear()

    async def inspect(self, source: int, source_format: SourceFormat) -> Inspection:
        """Read the facts of a file and prove that all of it decodes.

        Args:
            source: descriptor of the file, which stays the caller's.
            source_format: what its first bytes say it is.

        Raises:
            BrokenImage, UnsupportedFormat, SourceTooLarge: the file is at fault.
            RetryableError: one of the kinds in `engine.errors`.
        """
        check_allowed(self._settings.limits, source_format)
        return await self._run(InspectTask(format=source_format), [source], answer=Inspection)

    async def render(self, plan: Plan, *, inputs: Sequence[int], output: int) -> Rendered:
        """Carry out a plan.

        Args:
            plan: what to do.
            inputs: descriptors of the source and of each overlay, which stay the caller's. Each
                must have been opened for this call: the child moves the position they share.
            output: descriptor of an empty file, open for reading and writing.

        Raises:
            OutputTooLarge: the file would exceed the cap on its size, or drawing it the memory.
            RenderFailed: libvips could not do it.
            TooManyOperations: the plan or its overlays do not fit one message.
            RetryableError: one of the kinds in `engine.errors`.
        """
        return await self._run(RenderTask(plan=plan), [*inputs, output], answer=Rendered)

    async def probe(self) -> Probed:
        """Have a child try to get out of its sandbox; it is replaced afterwards.

        Raises:
            RetryableError: one of the kinds in `engine.errors`.
        """
        async with self._lease() as child:
            reply = await self._call(child, pack(ProbeTask(), []), [])
            child.kill()
        if not isinstance(reply, Probed):
            raise unexpected_reply(reply)
        return reply

    async def _run(
        self, task: InspectTask | RenderTask, descriptors: Sequence[int], *, answer: type[_Answer]
    ) -> _Answer:
        packet = pack(task, descriptors)
        async with self._lease(self._need_bytes(task)) as child:
            cpu_before_s = child.cpu_s()
            try:
                reply = await self._call(child, packet, descriptors)
            except TimeoutError:
                deadline_s, cpu_s = self._settings.deadline_s, child.cpu_s() - cpu_before_s
                raise explain_timeout(task, deadline_s=deadline_s, cpu_s=cpu_s) from None
            if not isinstance(reply, (answer, Failure)):
                raise unexpected_reply(reply)
        if isinstance(reply, Failure):
            raise explain_failure(reply, max_output_bytes=self._settings.max_output_bytes)
        return reply

    async def _call(self, child: Child, packet: bytes, descriptors: Sequence[int]) -> Reply:
        try:
            async with asyncio.timeout(self._settings.deadline_s):
                return await child.call(packet, descriptors)
        except ChildGone as gone:
            if not self._is_open:
                raise EngineUnavailable(_STOPPING) from gone
            raise explain_death(gone) from gone

    @asynccontextmanager
    async def _lease(self, need_bytes: int = 0) -> AsyncIterator[Child]:
        """Lend a free child; one whose task did not end in a reply is killed, not lent again."""
        child = await self._acquire(need_bytes)
        try:
            yield child
        except BaseException:
            child.kill()
            raise
        finally:
            self._memory.release(need_bytes)
            self._give_back(child)

    def _need_bytes(self, task: InspectTask | RenderTask) -> int:
        """Return what the task may take at worst: by its plan, or as much as an upload can."""
        if isinstance(task, RenderTask):
            return task.plan.memory_bytes
        most = most_bytes_to_decode(task.format, pixels=self._settings.limits.max_source_pixels)
        # A budget below that must not keep every upload out.
        return min(most, self._memory.most_bytes)

    async def _acquire(self, need_bytes: int) -> Child:
        if not self._is_open:
            message = "The engine is not running."
            raise EngineUnavailable(message)
        self._memory.check(need_bytes)
        # Nobody overtakes, so that a large picture is not kept waiting by many small ones.
        if not self._waiting and self._memory.fits(need_bytes) and (child := self._pop_idle()):
            self._memory.reserve(need_bytes)
            return child
        if len(self._waiting) >= self._settings.max_waiting:
            message = "Too many pictures are waiting already."
            raise EngineOverloaded(message)
        return await self._wait_for_child(need_bytes)

    def _pop_idle(self) -> Child | None:
        # The child that was used last has the warmest caches.
        while self._idle:
            child = self._idle.pop()
            if child.is_ready():
                return child
            self._replace(child)
        return None

    async def _wait_for_child(self, need_bytes: int) -> Child:
        turn = _Turn(child=asyncio.get_running_loop().create_future(), need_bytes=need_bytes)
        self._waiting.append(turn)
        try:
            return await self._take_turn(turn)
        except TimeoutError:
            message = f"No process or memory was free within {self._settings.max_wait_s:g} seconds."
            raise EngineOverloaded(message) from None

    async def _take_turn(self, turn: _Turn) -> Child:
        try:
            async with asyncio.timeout(self._settings.max_wait_s):
                return await turn.child
        except BaseException:
            handed = turn.child
            # A child handed over in the very moment the waiter gave up must not get lost.
            if handed.done() and not handed.cancelled() and handed.exception() is None:
                self._memory.release(turn.need_bytes)
                self._give_back(handed.result())
            raise
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)
                # Whoever stood behind may need less.
                self._hand_out()

    def _give_back(self, child: Child) -> None:
        if not child.is_ready() or self._is_worn_out(child):
            self._replace(child)
        else:
            self._idle.append(child)
        self._hand_out()

    def _hand_out(self) -> None:
        """Give free children to those who wait, in their order, as far as the memory goes."""
        while self._waiting:
            turn = self._waiting[0]
            if not turn.child.done():
                if not self._memory.fits(turn.need_bytes) or not (child := self._pop_idle()):
                    return
                self._memory.reserve(turn.need_bytes)
                turn.child.set_result(child)
            _ = self._waiting.popleft()

    def resident_bytes(self) -> dict[int, int]:
        """Return the memory that each child has in use now, by its process id."""
        return {child.process.pid: child.resident_bytes() for child in self._children}

    def _is_worn_out(self, child: Child) -> bool:
        if child.tasks_done == 0:
            # A mark set too low must not keep the pool busy with replacing what it never used.
            return False
        if child.tasks_done >= self._settings.max_tasks_per_child:
            return True
        return child.resident_bytes() > self._settings.max_resident_bytes

    def _notice_death(self, child: Child) -> None:
        """Replace a child that died between two pictures before the next one waits for it."""
        if child in self._idle:
            self._idle.remove(child)
            self._replace(child)

    def _replace(self, child: Child) -> None:
        if not self._is_open:
            # `close` ends them all.
            return
        self._children.discard(child)
        self._leaving.add(child)
        _ = self._track(self._bury_and_restart(child))

    async def _bury_and_restart(self, child: Child) -> None:
        pause = _FIRST_RETRY_S
        await child.stop()
        self._leaving.discard(child)
        while self._is_open and len(self._children) < self._size:
            try:
                await self._start_one()
            except (ChildGone, TimeoutError, OSError) as error:
                _log.error("engine_child_start_failed", error=str(error), retry_in_s=pause)
                await asyncio.sleep(pause)
                pause = min(_LONGEST_RETRY_S, pause * 2)
            else:
                return

    async def _start_one(self) -> None:
        child = await start_child(
            self._settings,
            module=self._worker_module,
            extra_environment=self._extra_environment,
        )
        self._hello = child.hello
        self._children.add(child)
        child.when_closed(partial(self._notice_death, child))
        self._give_back(child)

    def _track(self, chore: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)
        return task

    def _sandbox_is_good_enough(self) -> bool:
        if not self._settings.require_sandbox:
            return True
        return SandboxLevel(self.state.sandbox).satisfies(self._settings.sandbox)


def _fail(turn: asyncio.Future[Child], error: Exception) -> None:
    if not turn.done():
        turn.set_exception(error)
