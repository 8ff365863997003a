"""Every operation is known everywhere it has to be; what is missing is computed from the code."""

from pathlib import Path
from typing import get_args

import msgspec
import pytest

from pixmill.transform.operations import OPERATIONS, PlanStep

ROOT = Path(__file__).parents[2]
STEPS = get_args(PlanStep)


def tag_of(kind: type[msgspec.Struct]) -> str:
    """Return the name an operation has on the wire."""
    return str(kind.__struct_config__.tag)


def room_of(kind: type) -> str:
    """Return the name of the module that defines an operation or a step."""
    return kind.__module__.rsplit(".", 1)[-1]


def test_operations_have_names_of_their_own() -> None:
    """No two operations share a name on the wire."""
    tags = [tag_of(operation) for operation in OPERATIONS]

    assert sorted(tags) == sorted(set(tags))


@pytest.mark.parametrize("operation", OPERATIONS, ids=tag_of)
def test_operation_is_documented(operation: type[msgspec.Struct]) -> None:
    """An operation has a page, and the page names each of its fields."""
    page = ROOT / "docs" / "reference" / "operations" / f"{tag_of(operation)}.md"

    text = page.read_text(encoding="utf-8")

    missing = [name for name in operation.__struct_encode_fields__ if f"`{name}`" not in text]
    assert missing == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=tag_of)
def test_operation_has_golden_pictures(operation: type[msgspec.Struct]) -> None:
    """What an operation does to a real picture is held by a test file of its own."""
    assert (ROOT / "tests" / "golden" / f"test_{tag_of(operation)}.py").is_file()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_step_is_executed_by_the_engine(step: type[msgspec.Struct]) -> None:
    """A step of a plan is executed in the engine's module of the same name."""
    engine = ROOT / "src" / "pixmill" / "engine" / "vips" / "operations"

    assert (engine / f"{room_of(step)}.py").is_file()


def test_documented_operations_exist() -> None:
    """No page describes an operation that is gone."""
    pages = {path.stem for path in (ROOT / "docs" / "reference" / "operations").glob("*.md")}

    assert pages - {"index"} - {tag_of(operation) for operation in OPERATIONS} == set()
