"""The real worker with limits alone, where the kernel has no more to give.

Children at this level may write files, so the coverage of what they run is counted here.
"""

import os

import pytest

from pixmill.engine.confinement import SandboxLevel
from pixmill.engine.errors import BrokenImage
from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import SourceFormat
from tests.isolation.stage import in_memory, mirrors_rightly, running
from tests.pictures_library import picture

_COVERAGE = ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START")


def _pool() -> EnginePool:
    inherited = {name: os.environ[name] for name in _COVERAGE if name in os.environ}
    settings = EngineSettings(children=1, sandbox=SandboxLevel.LIMITS)
    return EnginePool(settings, extra_environment=inherited)


async def test_pictures_come_out_right_with_limits_alone() -> None:
    """A weaker sandbox changes nothing about the pictures."""
    async with running(_pool()) as pool:
        rendered = await mirrors_rightly(pool)
        with in_memory(picture("truncated.jpg").read_bytes()) as source, pytest.raises(BrokenImage):
            await pool.inspect(source, SourceFormat.JPEG)
        with picture("animated.gif").open("rb") as file:
            inspection = await pool.inspect(file.fileno(), SourceFormat.GIF)

    assert rendered
    assert inspection.facts.frames == 30


async def test_a_child_that_is_no_longer_needed_ends_in_good_order() -> None:
    """Closing the pool lets children finish by themselves instead of killing them."""
    pool = _pool()
    await pool.start()
    (child,) = pool._children

    await pool.close()

    assert child.process.returncode == 0
