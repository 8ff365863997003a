"""Compares the engine with bare pyvips, turn by turn in one run; times the smallest round trip."""

import asyncio
import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Self

import msgspec

from benchmarks.machine import describe_machine
from benchmarks.report import Metric, at_most, print_table, write_report
from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import SNIFF_BYTES, OutputFormat, sniff
from pixmill.transform.limits import Limits
from pixmill.transform.operations import Resize
from pixmill.transform.plan import Plan, resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts

_PICTURES = Path(__file__).parents[2] / "tests" / "pictures"
_PHOTO = _PICTURES / "camera-12mp.jpg"
_SMALLEST = _PICTURES / "palette-1-bit-1x1.png"
_WIDTH = 800
_FORMATS = (OutputFormat.JPEG, OutputFormat.WEBP, OutputFormat.AVIF, OutputFormat.PNG)
_IS_QUICK = bool(os.environ.get("QUICK"))
_TURNS = 12 if _IS_QUICK else 60
_WARM_UP = 2
_ROUND_TRIPS = 300 if _IS_QUICK else 2000
_BLOCK = 50
# The format and factor that the engine promises; the others are for the reader.
_GOAL = {OutputFormat.JPEG: 1.10}


class BarePyvips:
    """A second process that does the work without any isolation."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.engine.bare"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        _stream(self._process.stdin).close()
        self._process.wait()

    def plan_seconds(self, path: Path, target: Path, plan: Plan) -> float:
        """Return how long the engine's own plan took inside the process."""
        packed = base64.b64encode(msgspec.msgpack.encode(plan)).decode()
        return self._ask({"path": str(path), "target": str(target), "plan": packed})

    def thumbnail_seconds(self, path: Path, target: Path, wanted: OutputFormat) -> float:
        """Return how long libvips' own thumbnail took inside the process."""
        task = {"path": str(path), "target": str(target), "format": wanted.value, "width": _WIDTH}
        return self._ask(task)

    def _ask(self, task: dict[str, object]) -> float:
        stdin, stdout = _stream(self._process.stdin), _stream(self._process.stdout)
        stdin.write(json.dumps(task) + "\n")
        stdin.flush()
        return float(stdout.readline())


async def measure() -> list[Metric]:
    """Return all figures."""
    # As many turns as it takes lie side by side in one run, so both sides meet the same noise.
    pool = EnginePool(EngineSettings(children=1))
    await pool.start()
    try:
        with tempfile.TemporaryDirectory() as folder, BarePyvips() as bare:
            metrics = []
            for wanted in _FORMATS:
                metrics += await _compare(pool, bare, folder=Path(folder), wanted=wanted)
            return [*metrics, *await _round_trips(pool, bare, Path(folder))]
    finally:
        await pool.close()


async def _compare(
    pool: EnginePool, bare: BarePyvips, *, folder: Path, wanted: OutputFormat
) -> list[Metric]:
    facts = await _inspect(pool, _PHOTO)
    plan = _plan(facts, wanted, Recipe(operations=(Resize(width=_WIDTH),)))
    ours, theirs, thumbnails = [], [], []
    for turn in range(_TURNS + _WARM_UP):
        engine = await _seconds(pool, plan, source=_PHOTO, target=folder / "ours")
        alone = bare.plan_seconds(_PHOTO, folder / "theirs", plan)
        thumbnail = bare.thumbnail_seconds(_PHOTO, folder / f"theirs.{wanted}", wanted)
        if turn >= _WARM_UP:
            ours.append(engine)
            theirs.append(alone)
            thumbnails.append(thumbnail)
    ratio, beside = _ratio(ours, theirs), _ratio(ours, thumbnails)
    name = f"12 MP JPEG to {_WIDTH} px {wanted.upper()}"
    return [
        Metric(metric=f"{name}, engine child", value=_ms(ours), unit="ms"),
        Metric(metric=f"{name}, same plan in one process", value=_ms(theirs), unit="ms"),
        at_most(f"{name}, engine / same plan", ratio, "ratio", goal=_GOAL[wanted])
        if wanted in _GOAL
        else Metric(metric=f"{name}, engine / same plan", value=round(ratio, 4), unit="ratio"),
        Metric(metric=f"{name}, engine / thumbnail", value=round(beside, 4), unit="ratio"),
    ]


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


async def _round_trips(pool: EnginePool, bare: BarePyvips, folder: Path) -> list[Metric]:
    facts = await _inspect(pool, _SMALLEST)
    plan = _plan(facts, OutputFormat.PNG, Recipe())
    ours: list[float] = []
    theirs: list[float] = []
    # Blocks, not single turns: a round trip is warm when the one before it was of the same kind.
    for _ in range(_ROUND_TRIPS // _BLOCK):
        block = [
            await _seconds(pool, plan, source=_SMALLEST, target=folder / "small")
            for _ in range(_BLOCK)
        ]
        ours += block[_WARM_UP:]
        alone = [bare.plan_seconds(_SMALLEST, folder / "small.png", plan) for _ in range(_BLOCK)]
        theirs += alone[_WARM_UP:]
    name = "warm round trip, 1 × 1 PNG"
    return [
        at_most(f"{name}, median", statistics.median(ours) * 1000, "ms", goal=1.0),
        Metric(metric=f"{name}, 99th percentile", value=_ms(_last_percent(ours)), unit="ms"),
        Metric(metric=f"{name}, same plan in one process, median", value=_ms(theirs), unit="ms"),
    ]


def _last_percent(seconds: list[float]) -> list[float]:
    return [statistics.quantiles(seconds, n=100)[98]]


async def _seconds(pool: EnginePool, plan: Plan, *, source: Path, target: Path) -> float:
    """Return how long one rendition took, with opening the files as a request has to."""
    before = time.perf_counter()
    with source.open("rb") as picture, target.open("w+b") as result:
        await pool.render(plan, inputs=[picture.fileno()], output=result.fileno())
    return time.perf_counter() - before


async def _inspect(pool: EnginePool, path: Path) -> SourceFacts:
    with path.open("rb") as picture:
        source_format = sniff(picture.read(SNIFF_BYTES))
        return (await pool.inspect(picture.fileno(), source_format)).facts


def _plan(facts: SourceFacts, wanted: OutputFormat, recipe: Recipe) -> Plan:
    return resolve_plan(recipe, facts, chosen=wanted, overlays={}, limits=Limits())


def _ms(seconds: list[float]) -> float:
    return round(statistics.median(seconds) * 1000, 2)


def _stream(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise AssertionError("the process was started with pipes")
    return stream


def main() -> None:
    """Measure, print a table and write `results/engine.json`; exit 1 when a goal is missed."""
    metrics = asyncio.run(measure())
    print(describe_machine())
    print(f"Medians of {_TURNS} turns taken alternately; ratio: median of the turns' own ratios.\n")
    print_table(metrics)
    print(f"\nWritten to {write_report('engine', metrics).relative_to(Path.cwd())}")
    sys.exit(0 if all(metric.holds for metric in metrics) else 1)


if __name__ == "__main__":
    main()
