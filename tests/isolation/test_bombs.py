"""Files made to ruin a decoder end in time, by the right name, and leave nothing behind.

The suite throws those that are over in no time, `make bombs` all of them.
"""

import asyncio
import os
import sys
import time
from typing import NamedTuple

import pytest

from pixmill.engine.errors import EngineTimeout
from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.errors import PixmillError, RetryableError
from pixmill.transform.formats import SNIFF_BYTES, OutputFormat, SourceFormat, sniff
from pixmill.transform.limits import Limits, SourceTooLarge
from pixmill.transform.operations import Blur
from pixmill.transform.plan import resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts
from tests.bombs import png, webp
from tests.bombs.catalogue import BOMBS, Bomb, Fate
from tests.isolation.stage import (
    PHOTO,
    child_pids,
    in_memory,
    mirrors_rightly,
    running,
    until,
)

_ALL = os.environ.get("BOMBS") == "all"
_THROWN = [bomb for bomb in BOMBS if bomb.is_quick or _ALL]
_DEADLINE_S = 20.0
_GRACE_S = 1.0


class Outcome(NamedTuple):
    """What became of a file."""

    fate: Fate | None
    took_s: float
    words: str


async def _throw(pool: EnginePool, content: bytes) -> Outcome:
    """Have a file looked at as an upload is; a fault that is ours has no fate."""
    started = time.perf_counter()
    try:
        source_format = sniff(content[:SNIFF_BYTES])
        with in_memory(content) as source:
            facts = (await pool.inspect(source, source_format)).facts
    except PixmillError as error:
        fate = None if isinstance(error, RetryableError) else Fate.REFUSED
        return Outcome(fate, time.perf_counter() - started, f"{error.code}: {error.message}")
    return Outcome(Fate.TAKEN, time.perf_counter() - started, f"{facts.width} × {facts.height}")


def _is_as_expected(bomb: Bomb, outcome: Outcome) -> bool:
    return outcome.fate is bomb.fate and outcome.took_s <= _DEADLINE_S + _GRACE_S


@pytest.mark.timeout(600)
async def test_every_bomb_ends_in_time_and_as_it_must() -> None:
    """What is within the limits is decoded, all else is the sender's fault; the child lives."""
    wrong = {}

    async with running(EnginePool(EngineSettings(children=1))) as pool:
        (child,) = pool._children
        for bomb in _THROWN:
            outcome = await _throw(pool, bomb.make())
            sys.stdout.write(f"{bomb.name:40} {outcome.took_s:6.2f} s  {outcome.words}\n")
            if not _is_as_expected(bomb, outcome):
                wrong[bomb.name] = outcome
        kept = child.resident_bytes()

        assert wrong == {}
        assert pool._children == {child}
        assert kept < 200 * 2**20
        assert await mirrors_rightly(pool)


async def test_others_are_served_while_a_bomb_goes_off() -> None:
    """One child is kept busy, the next picture goes to the other."""
    bomb = png.png(9_990, 9_990, is_interlaced=True)

    async with running(EnginePool(EngineSettings(children=2))) as pool:
        going_off = asyncio.create_task(_throw(pool, bomb))
        await asyncio.sleep(0)
        served = [await mirrors_rightly(pool) for _ in range(3)]
        is_still_going_off = not going_off.done()
        outcome = await going_off

    assert served == [True] * 3
    assert is_still_going_off
    assert outcome.fate is Fate.TAKEN


async def test_a_file_that_takes_too_long_costs_its_child_alone() -> None:
    """The child is killed at the deadline and soon replaced; whose fault it was depends on load."""
    settings = EngineSettings(children=1, deadline_s=1.0)
    bomb = png.png(9_990, 9_990, pixels=png.DEEP_RGBA, is_interlaced=True)

    async with running(EnginePool(settings)) as pool:
        before = child_pids(pool)
        started = time.perf_counter()
        with in_memory(bomb) as source, pytest.raises((SourceTooLarge, EngineTimeout)):
            _ = await pool.inspect(source, sniff(bomb[:SNIFF_BYTES]))
        took_s = time.perf_counter() - started
        replaced_s = await until(lambda: bool(child_pids(pool) - before))
        sys.stdout.write(f"replaced after {replaced_s * 1000:.0f} ms\n")

        assert took_s <= 1.0 + _GRACE_S
        assert await mirrors_rightly(pool)


async def test_a_file_that_needs_too_much_memory_is_the_senders_fault() -> None:
    """The bound on a child's memory is part of what can be uploaded."""
    settings = EngineSettings(children=1, max_address_space_bytes=1 << 30)
    bomb = webp.webp(9_990, 9_990)

    async with running(EnginePool(settings)) as pool:
        before = child_pids(pool)
        outcome = await _throw(pool, bomb)

        assert outcome.fate is Fate.REFUSED
        assert child_pids(pool) == before
        assert await mirrors_rightly(pool)


async def test_the_dearest_recipe_allowed_ends_at_the_deadline() -> None:
    """The largest blur as often as a recipe may hold it costs one child, not the service."""
    plan = resolve_plan(
        Recipe(operations=(Blur(sigma=250),) * Limits().max_operations),
        SourceFacts(format=SourceFormat.PNG, width=576, height=576),
        chosen=OutputFormat.PNG,
        overlays={},
        limits=Limits(),
    )

    async with running(EnginePool(EngineSettings(children=1, deadline_s=1.0))) as pool:
        started = time.perf_counter()
        with PHOTO.open("rb") as source, in_memory() as result, pytest.raises(EngineTimeout):
            _ = await pool.render(plan, inputs=[source.fileno()], output=result)
        took_s = time.perf_counter() - started

        assert took_s <= 1.0 + _GRACE_S
        assert await mirrors_rightly(pool)
