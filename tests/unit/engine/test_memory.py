"""How much memory there is, and who may have it."""

from pathlib import Path

import pytest

from pixmill.engine.memory import MemoryBudget, count_memory_bytes, memory_budget
from pixmill.engine.settings import EngineSettings
from pixmill.transform.limits import Limits, OutputTooLarge

_GIB = 2**30


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A machine with eight gigabytes."""
    file = tmp_path / "meminfo"
    file.write_text("MemTotal:        8388608 kB\nMemFree:         1000 kB\n", encoding="ascii")
    return file


@pytest.mark.parametrize(
    ("limit", "counted"), [("1073741824\n", _GIB), ("max\n", 8 * _GIB), (None, 8 * _GIB)]
)
def test_a_containers_limit_counts(
    tmp_path: Path, host: Path, *, limit: str | None, counted: int
) -> None:
    """Without one it is the machine that counts."""
    file = tmp_path / "memory.max"
    if limit is not None:
        file.write_text(limit, encoding="ascii")

    assert count_memory_bytes(host, file) == counted


def test_the_own_machine_has_memory() -> None:
    """The files are read where the kernel has them."""
    assert count_memory_bytes() > _GIB // 4


def test_the_default_is_half_of_the_memory_but_enough_for_any_source() -> None:
    """A small container must still take every picture that the limits allow."""
    settings = EngineSettings(limits=Limits(max_source_pixels=10_000_000))

    assert memory_budget(settings, memory_bytes=8 * _GIB).most_bytes == 4 * _GIB
    assert memory_budget(settings, memory_bytes=1).most_bytes == 160_000_000


def test_a_chosen_budget_is_kept() -> None:
    """Whoever sets it knows the machine."""
    settings = EngineSettings(max_decoded_bytes=5)

    assert memory_budget(settings, memory_bytes=8 * _GIB).most_bytes == 5


def test_room_is_given_until_there_is_none() -> None:
    """What was given back can be given again."""
    budget = MemoryBudget(100)
    budget.reserve(60)
    fits = [budget.fits(need) for need in (40, 41)]
    budget.release(60)

    assert fits == [True, False]
    assert budget.fits(100)


def test_what_never_fits_is_refused() -> None:
    """Waiting would be of no use."""
    budget = MemoryBudget(100_000_000)
    budget.check(100_000_000)

    with pytest.raises(OutputTooLarge, match="up to 101 MB"):
        budget.check(101_000_000)
