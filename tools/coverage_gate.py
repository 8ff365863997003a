"""Hold the measured coverage against its goals: `python -m tools.coverage_gate`, after the tests.

The pure core has to be covered wholly, line and branch; everything together to nine tenths.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tools.sources import ROOT

MIN_TOTAL_PERCENT = 90.0
WHOLLY_COVERED = ("src/pixmill/transform/", "src/pixmill/dialects/")


class FileCoverage(msgspec.Struct, kw_only=True):
    """What the tests left out in one file."""

    missing_lines: list[int] = []
    missing_branches: list[tuple[int, int]] = []


class Summary(msgspec.Struct, kw_only=True):
    """The share of lines and branches that ran, over all files."""

    percent_covered: float


class Report(msgspec.Struct, kw_only=True):
    """The part of coverage.py's JSON report that the goals are about."""

    files: dict[str, FileCoverage]
    totals: Summary


def shortfalls(report: Report) -> Iterator[str]:
    """Say, one line each, where the tests fall short of the goals."""
    core = [path for path in report.files if path.startswith(WHOLLY_COVERED)]
    if not core:
        yield "nothing of the pure core was measured"
    for path in sorted(core):
        file = report.files[path]
        places = [str(line) for line in file.missing_lines]
        places += [f"{start}->{end}" for start, end in file.missing_branches]
        if places:
            yield f"{path}: never ran: {', '.join(places)}"
    if report.totals.percent_covered < MIN_TOTAL_PERCENT:
        percent = report.totals.percent_covered
        yield f"in all {percent:.1f} % covered; the goal is {MIN_TOTAL_PERCENT:.0f} %"


def main() -> int:
    """Read the coverage data of the last run and judge it."""
    target = ROOT / "coverage.json"
    command = [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(target)]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - a fixed command of ours
    report = msgspec.json.decode(Path(target).read_bytes(), type=Report)
    problems = list(shortfalls(report))
    for problem in problems:
        print(problem)
    if not problems:
        print(f"Coverage {report.totals.percent_covered:.1f} %, transform and dialects wholly.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
