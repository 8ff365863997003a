"""The pool's own children are asked to get out of their sandbox, and cannot."""

from pixmill.engine.confinement import SandboxLevel
from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from tests.isolation.stage import child_pids, mirrors_rightly, running


async def test_every_probe_is_refused_in_a_child_of_the_pool() -> None:
    """Eight attempts, none gets through; the child that tried is replaced."""
    async with running(EnginePool(EngineSettings(children=1))) as pool:
        before = child_pids(pool)
        probed = await pool.probe()

        assert (probed.tried, probed.ways_out) == (8, ())
        assert await mirrors_rightly(pool)
        assert not child_pids(pool) & before


async def test_probes_get_through_where_there_are_limits_alone() -> None:
    """A probe that is always refused would prove nothing."""
    settings = EngineSettings(children=1, sandbox=SandboxLevel.LIMITS)

    async with running(EnginePool(settings)) as pool:
        probed = await pool.probe()

        assert {
            "read a file",
            "write a file",
            "connect by TCP",
            "connect to a unix socket",
            "run a program",
            "signal the parent",
        } <= set(probed.ways_out)
        assert await mirrors_rightly(pool)
