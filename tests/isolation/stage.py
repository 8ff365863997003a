"""What the tests of the pool play with: real pools, sources that name a fault, a real picture."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pyvips

from pixmill.engine.pool import EnginePool
from pixmill.engine.protocol import Rendered
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import OutputFormat, SourceFormat
from pixmill.transform.limits import Limits
from pixmill.transform.operations import Mirror
from pixmill.transform.plan import Plan, resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts
from tests.pictures_library import picture

FAULTY_WORKER = "tests.isolation.faulty_worker"
PHOTO = picture("photo.png")
_ROOT = Path(__file__).parents[2]
_PATIENCE_S = 3.0


def child_environment() -> dict[str, str]:
    """Return what children need to find the worker of the tests."""
    return {"PYTHONPATH": os.pathsep.join([str(_ROOT / "src"), str(_ROOT)])}


def faulty_pool(
    settings: EngineSettings | None = None, *, extra: Mapping[str, str] | None = None
) -> EnginePool:
    """Return a pool, not yet started, whose children fail when a source asks for it."""
    return EnginePool(
        settings or EngineSettings(children=1),
        worker_module=FAULTY_WORKER,
        extra_environment=child_environment() | dict(extra or {}),
    )


@asynccontextmanager
async def running(pool: EnginePool) -> AsyncIterator[EnginePool]:
    """Start a pool, and close it whatever happens."""
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


@contextmanager
def in_memory(content: bytes = b"") -> Iterator[int]:
    """Lend a descriptor of a file in memory."""
    descriptor = os.memfd_create("test")
    try:
        os.write(descriptor, content)
        yield descriptor
    finally:
        os.close(descriptor)


def mirror_plan() -> Plan:
    """Return the plan to mirror the photo, as PNG."""
    facts = SourceFacts(format=SourceFormat.PNG, width=576, height=576)
    return resolve_plan(
        Recipe(operations=(Mirror(),)),
        facts,
        chosen=OutputFormat.PNG,
        overlays={},
        limits=Limits(),
    )


async def render_fault(pool: EnginePool, fault: str) -> Rendered:
    """Ask for a picture of a source that names a fault."""
    with in_memory(f"FAULT:{fault}".encode()) as source, in_memory() as output:
        return await pool.render(mirror_plan(), inputs=[source], output=output)


async def mirrors_rightly(pool: EnginePool) -> bool:
    """Have the real photo mirrored and compare every pixel."""
    with in_memory(PHOTO.read_bytes()) as source, in_memory() as output:
        await pool.render(mirror_plan(), inputs=[source], output=output)
        result = os.pread(output, os.fstat(output).st_size, 0)
    wanted = pyvips.Image.new_from_file(str(PHOTO)).fliphor().write_to_memory()
    return bool(pyvips.Image.new_from_buffer(result, "").write_to_memory() == wanted)


def child_pids(pool: EnginePool) -> set[int]:
    """Return the processes that serve a pool."""
    return {child.process.pid for child in pool._children}


def is_running(pid: int) -> bool:
    """Tell whether a process lives; a zombie does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in {"Z", "X"}


async def until(condition: Callable[[], bool], *, within_s: float = _PATIENCE_S) -> float:
    """Wait for something to come true; return how many seconds that took.

    Raises:
        TimeoutError: it did not.
    """
    started = time.perf_counter()
    while not condition():
        if time.perf_counter() - started > within_s:
            raise TimeoutError
        await asyncio.sleep(0.005)
    return time.perf_counter() - started
