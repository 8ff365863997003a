"""Lets sharp and the engine make the same pictures, round by round in one run."""

import asyncio
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from ssimulacra2 import compute_ssimulacra2

from benchmarks.machine import describe_machine
from benchmarks.quality.pictures import Picture, find_pictures
from benchmarks.quality.ways import ideal_pixels, plan_for
from benchmarks.report import Metric, at_least, at_most, print_table, write_report
from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.transform.output import Profile
from pixmill.transform.plan import Plan

_HERE = Path(__file__).parent
_IS_QUICK = bool(os.environ.get("QUICK"))
_ROUNDS = 3 if _IS_QUICK else 5
# Each picture so often in a round, so that starting and ending it does not count.
_TIMES = 2 if _IS_QUICK else 3
_UNDER_WAY = 4

Task = tuple[Picture, Path]


class Sharp:
    """A process of Node.js that does the work."""

    def __init__(self, process: Process) -> None:
        """Take a process that was started."""
        self._process = process

    @classmethod
    async def start(cls) -> Self:
        """Start it."""
        node = shutil.which("node")
        if node is None or not (_HERE / "node_modules").exists():
            sys.exit("This needs Node.js and `npm ci` in benchmarks/compare/sharp.")
        pipes = {"stdin": PIPE, "stdout": PIPE}
        return cls(await create_subprocess_exec(node, "worker.mjs", cwd=_HERE, **pipes))

    async def close(self) -> None:
        """End it."""
        await self._process.communicate()

    async def seconds(self, tasks: list[Task]) -> float:
        """Return how long a round took."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        round_ = [
            {
                "path": str(picture.path),
                "target": str(target),
                "width": picture.width,
                "height": picture.height,
            }
            for picture, target in tasks
        ]
        self._process.stdin.write(json.dumps(round_).encode() + b"\n")
        await self._process.stdin.drain()
        return float(await self._process.stdout.readline())


async def our_seconds(pool: EnginePool, tasks: list[Task], plans: Mapping[Path, Plan]) -> float:
    """Return how long a round took the pool."""
    waiting = iter(tasks)

    async def lane() -> None:
        for picture, target in waiting:
            with picture.path.open("rb") as source, target.open("w+b") as result:
                plan = plans[picture.path]
                await pool.render(plan, inputs=[source.fileno()], output=result.fileno())

    before = time.perf_counter()
    await asyncio.gather(*(lane() for _ in range(_UNDER_WAY)))
    return time.perf_counter() - before


async def measure(pictures: list[Picture], folder: Path) -> dict[str, list[float]]:
    """Return the seconds of each round by name of the contender; results stay in the folder."""
    plans = {
        profile: {picture.path: plan_for(picture, profile) for picture in pictures}
        for profile in Profile
    }
    rounds: dict[str, list[float]] = {name: [] for name in ("sharp", *Profile)}
    sharp, pool = await Sharp.start(), EnginePool(EngineSettings())
    await pool.start()
    try:
        for turn in range(_ROUNDS + 1):
            for name, seconds in rounds.items():
                tasks = _tasks(pictures, folder, name)
                if name == "sharp":
                    taken = await sharp.seconds(tasks)
                else:
                    taken = await our_seconds(pool, tasks, plans[Profile(name)])
                if turn > 0:
                    seconds.append(taken)
    finally:
        await pool.close()
        await sharp.close()
    return rounds


def scores(pictures: list[Picture], folder: Path, name: str) -> tuple[list[float], list[int]]:
    """Return SSIMULACRA2 against the ideal, and bytes, of what a contender made."""
    found, sizes = [], []
    reference = folder / "ideal.png"
    for picture, target in _tasks(pictures, folder, name)[: len(pictures)]:
        ideal_pixels(picture).pngsave(str(reference), compression=1, keep="none")
        found.append(float(compute_ssimulacra2(str(reference), str(target))))
        sizes.append(target.stat().st_size)
    return found, sizes


def _tasks(pictures: list[Picture], folder: Path, name: str) -> list[Task]:
    return [
        (picture, folder / f"{name}-{turn}-{picture.path.stem}.jpg")
        for turn in range(_TIMES)
        for picture in pictures
    ]


def figures(group: str, rounds: dict[str, list[float]], folder: Path) -> list[Metric]:
    """Return throughput, score and size of each contender on one group of pictures."""
    pictures = [one for one in find_pictures() if one.group == group]
    metrics = []
    theirs, _ = scores(pictures, folder, "sharp")
    for name, seconds in rounds.items():
        found, sizes = scores(pictures, folder, name)
        rate = len(pictures) * _TIMES / statistics.median(seconds)
        ratio = statistics.median(a / b for a, b in zip(rounds["sharp"], seconds, strict=True))
        gain = statistics.median(a - b for a, b in zip(found, theirs, strict=True))
        what = f"{group}, {name}"
        is_held = name == Profile.FAST and group == "camera"
        metrics += [
            Metric(metric=f"{what}, pictures per second", value=round(rate, 1), unit="1/s"),
            at_least(f"{what} / sharp, throughput", ratio, "ratio", goal=1.0)
            if is_held
            else Metric(metric=f"{what} / sharp, throughput", value=round(ratio, 3), unit="ratio"),
            Metric(
                metric=f"{what}, score",
                value=round(statistics.median(found), 2),
                unit="SSIMULACRA2",
            ),
            at_most(f"{what}, below sharp's score", 0.0 - gain, "SSIMULACRA2", goal=0.05)
            if name == Profile.FAST
            else Metric(
                metric=f"{what}, below sharp's score",
                value=round(-gain, 2) + 0.0,
                unit="SSIMULACRA2",
            ),
            Metric(metric=f"{what}, size", value=statistics.median(sizes), unit="bytes"),
        ]
    return metrics


def main() -> None:
    """Measure, print a table and write `results/sharp.json`; exit 1 when a goal is missed."""
    metrics: list[Metric] = []
    for group in ("camera", "photo", "screen"):
        pictures = [one for one in find_pictures() if one.group == group]
        with tempfile.TemporaryDirectory() as folder:
            rounds = asyncio.run(measure(pictures, Path(folder)))
            metrics += figures(group, rounds, Path(folder))
    print(describe_machine())
    print(f"Medians of {_ROUNDS} rounds taken in turn, {_UNDER_WAY} pictures under way.\n")
    print_table(metrics)
    print(f"\nWritten to {write_report('sharp', metrics).relative_to(Path.cwd())}")
    sys.exit(0 if all(metric.holds for metric in metrics) else 1)


if __name__ == "__main__":
    main()
