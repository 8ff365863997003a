import msgspec

from tools.coverage_gate import Report, shortfalls


def report(*, core_missing: list[int], total: float) -> Report:
    """Build a report of one core file as coverage.py writes it."""
    document = {
        "files": {
            "src/pixmill/transform/plan.py": {
                "missing_lines": core_missing,
                "missing_branches": [],
                "summary": {"ignored": 1},
            },
            "src/pixmill/web/app.py": {"missing_lines": [1], "missing_branches": [[1, -1]]},
        },
        "totals": {"percent_covered": total},
    }
    return msgspec.convert(document, type=Report)


def test_goals_met_says_nothing() -> None:
    """A whole core and nine tenths in all pass, though other files have gaps."""
    assert list(shortfalls(report(core_missing=[], total=90.0))) == []


def test_gap_in_the_core_is_named() -> None:
    """One line of the core that never ran is named with its place."""
    (problem,) = shortfalls(report(core_missing=[7], total=99.0))

    assert problem == "src/pixmill/transform/plan.py: never ran: 7"


def test_low_total_is_named() -> None:
    """Less than nine tenths in all falls short."""
    (problem,) = shortfalls(report(core_missing=[], total=89.9))

    assert problem.startswith("in all 89.9 %")


def test_unmeasured_core_is_a_shortfall() -> None:
    """A run that did not measure the core cannot pass."""
    empty = msgspec.convert({"files": {}, "totals": {"percent_covered": 100.0}}, type=Report)

    assert list(shortfalls(empty)) == ["nothing of the pure core was measured"]
