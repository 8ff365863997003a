"""Draws thousands of mixed renditions and watches the memory of every child: does it stay put?"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np

from benchmarks.machine import describe_machine
from benchmarks.report import Metric, at_most, print_table, write_report
from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import SNIFF_BYTES, OutputFormat, sniff
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    Blur,
    Grayscale,
    Operation,
    Resize,
    Rotate,
    RoundCorners,
    Sepia,
    Sharpen,
    Watermark,
)
from pixmill.transform.plan import resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts

_PICTURES = Path(__file__).parents[1] / "tests" / "pictures"
_IS_QUICK = bool(os.environ.get("QUICK"))
_RENDITIONS, _WARM_UP = (500, 250) if _IS_QUICK else (20_000, 2_000)
_SAMPLES = 20
_GOAL = 1.2
_MIB = 2**20
_FORMATS = (
    OutputFormat.JPEG, OutputFormat.PNG, OutputFormat.WEBP, OutputFormat.GIF, OutputFormat.AVIF,
    OutputFormat.TIFF,
)  # fmt: skip
# The small pictures come often, the 12 megapixels of a camera once in fifty times.
_OFTEN = (
    "alpha.png", "palette.png", "orientation-6.jpg", "gain-map.jpg", "still.avif", "graph.png",
    "animated-tiny.gif", "animated.webp", "screenshot.png", "grey.tiff", "cmyk.jpg", "photo.png",
    "wide-gamut.png", "deep.png",
)  # fmt: skip
_SELDOM = ("camera-12mp.jpg", "progressive.jpg")
_SHARE_OF_SELDOM = 0.02
_OPERATIONS: tuple[tuple[Operation, ...], ...] = (
    (),
    (Resize(width=300),),
    (Resize(width=120), Sepia()),
    (Resize(height=200), Rotate(angle=90)),
    (Resize(width=200), Rotate(angle=17), Sharpen()),
    (Resize(width=150), Blur(), Grayscale()),
    (Resize(width=240), Watermark(text="Pixmill", opacity=60)),
    (Resize(width=96), RoundCorners()),
)


class Source(NamedTuple):
    """A picture that is drawn again and again."""

    path: Path
    facts: SourceFacts


class Sample(NamedTuple):
    """Bytes in use after so many renditions."""

    done: int
    resident: dict[int, int]


async def soak() -> list[Metric]:
    """Return all figures."""
    # Replacing children would hide what they lose.
    settings = EngineSettings(max_tasks_per_child=10**9, max_resident_bytes=2**40)
    pool = EnginePool(settings)
    await pool.start()
    started = time.perf_counter()
    try:
        often, seldom = [[await _open(pool, name) for name in names] for names in (_OFTEN, _SELDOM)]
        samples = await _draw_all(pool, often, seldom)
    finally:
        await pool.close()
    return _figures(samples, took_s=time.perf_counter() - started)


async def _draw_all(pool: EnginePool, often: list[Source], seldom: list[Source]) -> list[Sample]:
    # The same mixture every time.
    dice = np.random.default_rng(20_000)
    asked = _mixture(dice, often, seldom)
    samples: list[Sample] = []
    marks = {_WARM_UP, *(_RENDITIONS * step // _SAMPLES for step in range(1, _SAMPLES + 1))}
    done = 0
    for mark in sorted(marks):
        share = [next(asked) for _ in range(mark - done)]
        await _draw_together(pool, share)
        done = mark
        sample = Sample(done, pool.resident_bytes())
        samples.append(sample)
        words = ", ".join(f"{size / _MIB:.1f}" for size in sample.resident.values())
        print(f"{done:6} renditions: {words} MiB", flush=True)
    return samples


async def _draw_together(
    pool: EnginePool, share: list[tuple[Source, Recipe, OutputFormat]]
) -> None:
    """Keep every child busy until the share is drawn."""
    left = iter(share)

    async def draw_on() -> None:
        with tempfile.TemporaryFile() as result:
            for source, recipe, wanted in left:
                await _draw(pool, source, recipe, wanted=wanted, result=result)

    await asyncio.gather(*(draw_on() for _ in range(pool.size)))


async def _draw(
    pool: EnginePool, source: Source, recipe: Recipe, *, wanted: OutputFormat, result: IO[bytes]
) -> None:
    plan = resolve_plan(recipe, source.facts, chosen=wanted, overlays={}, limits=Limits())
    result.seek(0)
    result.truncate()
    with source.path.open("rb") as picture:
        await pool.render(plan, inputs=[picture.fileno()], output=result.fileno())


async def _open(pool: EnginePool, name: str) -> Source:
    path = _PICTURES / name
    with path.open("rb") as picture:
        source_format = sniff(picture.read(SNIFF_BYTES))
        inspection = await pool.inspect(picture.fileno(), source_format)
    return Source(path, inspection.facts)


def _mixture(
    dice: np.random.Generator, often: list[Source], seldom: list[Source]
) -> Iterator[tuple[Source, Recipe, OutputFormat]]:
    while True:
        is_seldom = dice.random() < _SHARE_OF_SELDOM
        sources = seldom if is_seldom else often
        # A camera's picture at its own size would keep a processor busy for seconds.
        recipes = _OPERATIONS[1:] if is_seldom else _OPERATIONS
        yield (
            sources[dice.integers(len(sources))],
            Recipe(operations=recipes[dice.integers(len(recipes))]),
            _FORMATS[dice.integers(len(_FORMATS))],
        )


def _figures(samples: list[Sample], *, took_s: float) -> list[Metric]:
    first = next(sample for sample in samples if sample.done == _WARM_UP)
    last = samples[-1]
    growth = max(last.resident[child] / size for child, size in first.resident.items())
    after = f"after the first {_WARM_UP}"
    return [
        Metric(metric="renditions", value=_RENDITIONS, unit="renditions"),
        Metric(metric="time", value=round(took_s, 1), unit="s"),
        _most(f"resident memory of the largest child, {after}", first),
        _most("resident memory of the largest child, at the end", last),
        at_most(f"memory at the end / {after}, worst child", growth, "ratio", goal=_GOAL),
    ]


def _most(metric: str, sample: Sample) -> Metric:
    return Metric(metric=metric, value=round(max(sample.resident.values()) / _MIB, 1), unit="MiB")


def main() -> None:
    """Soak, print a table, write `results/soak.json`; exit 1 when memory grows beyond the goal."""
    metrics = asyncio.run(soak())
    print(describe_machine() + "\n")
    print_table(metrics)
    print(f"\nWritten to {write_report('soak', metrics).relative_to(Path.cwd())}")
    sys.exit(0 if all(metric.holds for metric in metrics) else 1)


if __name__ == "__main__":
    main()
