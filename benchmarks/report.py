"""Writes what a benchmark measured: JSON for machines, a table for people."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One figure.

    Attributes:
        metric: what was measured.
        value: the figure.
        unit: its unit; `ratio` for a quotient of two figures of the same run.
        goal: what it should be, in words; empty where the figure is for the reader only.
        holds: whether the goal is met; true where there is none.
    """

    metric: str
    value: float
    unit: str
    goal: str = ""
    holds: bool = True


def at_most(metric: str, value: float, unit: str, *, goal: float) -> Metric:
    """Return a figure that should not be above its goal."""
    return Metric(
        metric=metric, value=round(value, 4), unit=unit, goal=f"≤ {goal:g}", holds=value <= goal
    )


def at_least(metric: str, value: float, unit: str, *, goal: float) -> Metric:
    """Return a figure that should not be below its goal."""
    return Metric(
        metric=metric, value=round(value, 4), unit=unit, goal=f"≥ {goal:g}", holds=value >= goal
    )


def write_report(name: str, metrics: list[Metric]) -> Path:
    """Write `results/NAME.json` and return its path."""
    path = _RESULTS / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    document = [asdict(metric) for metric in metrics]
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def print_table(metrics: list[Metric]) -> None:
    """Print the figures as a Markdown table."""
    print("| metric | value | unit | goal | holds |")
    print("|---|---:|---|---|---|")
    for row in metrics:
        holds = ("yes" if row.holds else "**no**") if row.goal else ""
        print(f"| {row.metric} | {row.value:g} | {row.unit} | {row.goal} | {holds} |")
