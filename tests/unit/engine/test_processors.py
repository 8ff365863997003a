"""How many children a pool has by default."""

import os
from pathlib import Path

import pytest

from pixmill.engine.processors import count_processors


@pytest.fixture
def four_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process use four processors, as the kernel would say."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3})


@pytest.mark.usefixtures("four_processors")
@pytest.mark.parametrize(
    ("quota", "expected"),
    [
        ("max 100000\n", 4),
        ("200000 100000\n", 2),
        ("150000 100000\n", 2),
        ("50000 100000\n", 1),
        ("1 100000\n", 1),
        ("0 100000\n", 1),
        ("900000 100000\n", 4),
    ],
)
def test_a_containers_quota_counts(tmp_path: Path, quota: str, expected: int) -> None:
    """A share of time is rounded up to whole processors, at least one and never more than exist."""
    file = tmp_path / "cpu.max"
    file.write_text(quota)

    assert count_processors(file) == expected


@pytest.mark.usefixtures("four_processors")
@pytest.mark.parametrize("content", ["", "max", "many 100000", "100000 0", "1 2 3"])
def test_a_quota_that_makes_no_sense_is_passed_over(tmp_path: Path, content: str) -> None:
    """What cannot be read as a quota is none."""
    file = tmp_path / "cpu.max"
    file.write_text(content)

    assert count_processors(file) == 4


@pytest.mark.usefixtures("four_processors")
def test_without_a_quota_file_the_affinity_counts(tmp_path: Path) -> None:
    """Outside a container all processors that the process may use are used."""
    assert count_processors(tmp_path / "missing") == 4
