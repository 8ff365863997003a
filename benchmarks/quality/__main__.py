"""Measures each way of making pictures smaller, turn by turn in one run, and scores the results."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Read by libvips while it is imported: processor time is that of one thread.
os.environ["VIPS_CONCURRENCY"] = "1"

import pyvips
from ssimulacra2 import compute_ssimulacra2

from benchmarks.machine import describe_machine
from benchmarks.quality.pictures import Picture, find_pictures
from benchmarks.quality.ways import ideal_pixels, ways
from benchmarks.report import Metric, at_most, print_table, write_report

_IS_QUICK = bool(os.environ.get("QUICK"))
_TURNS = 3 if _IS_QUICK else 7
_MOST = 3 if _IS_QUICK else None
_PHOTOS = ("camera", "photo")
# The ideal is there to be looked at, not to be quick.
_TIMED_ONCE = {"ideal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one way made of one picture.

    Attributes:
        ratio: processor time as a share of that of `thumbnail`, median of the turns' own.
        milliseconds: median processor time.
        score: SSIMULACRA2 of the JPEG against the ideal pixels.
        loss: how much lower that is than the score of the ideal as a JPEG.
    """

    picture: Picture
    way: str
    ratio: float
    milliseconds: float
    score: float
    loss: float
    size: int


def measure(picture: Picture, folder: Path) -> list[Result]:
    """Return one result per way."""
    reference = folder / "ideal.png"
    ideal_pixels(picture).pngsave(str(reference), compression=1, keep="none")
    seconds: dict[str, list[float]] = {name: [] for name in ways()}
    makers = ways()
    for turn in range(_TURNS + 1):
        for name, make in makers.items():
            if turn > 1 and name in _TIMED_ONCE:
                continue
            before = time.process_time()
            make(picture, folder / f"{name}.jpg")
            if turn > 0:
                seconds[name].append(time.process_time() - before)
    scores = {
        name: float(compute_ssimulacra2(str(reference), str(folder / f"{name}.jpg")))
        for name in makers
    }
    return [
        Result(
            picture=picture,
            way=name,
            ratio=statistics.median(
                ours / theirs
                for ours, theirs in zip(seconds[name], seconds["thumbnail"], strict=False)
            ),
            milliseconds=statistics.median(seconds[name]) * 1000,
            score=scores[name],
            loss=scores["ideal"] - scores[name],
            size=(folder / f"{name}.jpg").stat().st_size,
        )
        for name in makers
    ]


def figures(results: list[Result]) -> list[Metric]:
    """Return medians per group and way, and what is promised of them."""
    metrics = []
    for group in dict.fromkeys(result.picture.group for result in results):
        for way in ways():
            some = [one for one in results if one.picture.group == group and one.way == way]
            metrics += [
                _metric(f"{group}, {way}, CPU / thumbnail", (r.ratio for r in some), "ratio"),
                _metric(f"{group}, {way}, score", (r.score for r in some), "SSIMULACRA2"),
                _metric(f"{group}, {way}, size", (r.size for r in some), "bytes"),
            ]
    return metrics + promises(results)


def promises(results: list[Result]) -> list[Metric]:
    """Return the figures that have a goal."""

    def median(way: str, groups: tuple[str, ...], field: str) -> float:
        return statistics.median(
            getattr(one, field) for one in results if one.way == way and one.picture.group in groups
        )

    points = "SSIMULACRA2"
    balanced = median("balanced", ("camera",), "ratio")
    return [
        at_most("balanced, CPU / thumbnail on camera JPEG", balanced, "ratio", goal=1.15),
        at_most(
            "balanced, below the ideal on photos",
            median("balanced", _PHOTOS, "loss"),
            points,
            goal=1.5,
        ),
        at_most(
            "balanced, below the ideal on screens",
            median("balanced", ("screen",), "loss"),
            points,
            goal=8,
        ),
        at_most(
            "best, below the ideal on photos", median("best", _PHOTOS, "loss"), points, goal=0.5
        ),
        at_most(
            "best, below the ideal on screens",
            median("best", ("screen",), "loss"),
            points,
            goal=0.5,
        ),
    ]


def _metric(name: str, values: Iterable[float], unit: str) -> Metric:
    return Metric(metric=name, value=round(statistics.median(values), 3), unit=unit)


def main() -> None:
    """Measure, print tables and write `results/quality.json`; exit 1 when a goal is missed."""
    pyvips.cache_set_max(0)
    results: list[Result] = []
    print(describe_machine())
    print(f"Medians of {_TURNS} turns taken alternately.\n")
    print("| picture | way | CPU ms | CPU / thumbnail | score | bytes |")
    print("|---|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for picture in find_pictures(_MOST):
            for one in measure(picture, Path(folder)):
                results.append(one)
                name = f"{picture.path.name} → {picture.width}"
                print(
                    f"| {name} | {one.way} | {one.milliseconds:.0f} | {one.ratio:.2f} "
                    f"| {one.score:.1f} | {one.size:,} |",
                    flush=True,
                )
    metrics = figures(results)
    print()
    print_table(metrics)
    print(f"\nWritten to {write_report('quality', metrics).relative_to(Path.cwd())}")
    sys.exit(0 if all(metric.holds for metric in metrics) else 1)


if __name__ == "__main__":
    main()
