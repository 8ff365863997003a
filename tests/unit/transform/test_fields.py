"""Fields take what their class says, and say so in words."""

from typing import Annotated

import msgspec
import pytest

from pixmill.transform.assembly import shown
from pixmill.transform.fields import fields_of
from pixmill.transform.operations import OPERATIONS, Crop, Resize, Rotate, RoundCorners, Watermark


class Unbounded(msgspec.Struct):
    """A struct with a number that has no bounds."""

    size: Annotated[int, msgspec.Meta(ge=0)]


@pytest.mark.parametrize(
    ("operation", "name", "value", "expected"),
    [
        (Crop, "width", 5, 5),
        (Crop, "width", 5.0, 5),
        (Crop, "width", 5.5, None),
        (Crop, "width", True, None),
        (Crop, "width", "5", None),
        (Crop, "width", 0, None),
        (Crop, "width", 10**500, None),
        (Crop, "width", float("nan"), None),
        (Watermark, "opacity", 50, 50.0),
        (Watermark, "opacity", True, None),
        (Watermark, "opacity", 101, None),
        (Watermark, "bold", True, True),
        (Watermark, "bold", 1, None),
        (Watermark, "text", "x" * 500, "x" * 500),
        (Watermark, "text", "x" * 501, None),
        (Watermark, "text", 5, None),
        (Watermark, "colour", "Red", "ff0000ff"),
        (Watermark, "colour", "nothing", None),
        (Watermark, "colour", 0, None),
        (Watermark, "font", "Serif", "serif"),
        (Resize, "gravity", "north-East", "north_east"),
        (Resize, "gravity", "southWest", "south_west"),
        (Resize, "gravity", "centre", "center"),
        (Resize, "gravity", "up", None),
        (Resize, "gravity", 1, None),
        (RoundCorners, "radius", "MAX", "max"),
        (RoundCorners, "radius", 20, 20),
        (RoundCorners, "radius", "20", None),
    ],
)
def test_field_takes_what_fits(
    operation: type[msgspec.Struct], name: str, *, value: object, expected: object
) -> None:
    """A value that fits is brought to its canonical form; nothing is guessed."""
    found = fields_of(operation)[name].kind.accept(value)

    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("operation", "name", "words"),
    [
        (Crop, "width", "a whole number from 1 to 100000"),
        (Watermark, "opacity", "a number from 0 to 100"),
        (Watermark, "bold", "true or false"),
        (Watermark, "text", "text of 0 to 500 characters"),
        (Watermark, "font", "one of mono, sans, serif"),
        (RoundCorners, "radius", "a whole number from 0 to 100000, or one of ellipse, max"),
    ],
)
def test_field_says_what_it_takes(operation: type[msgspec.Struct], name: str, words: str) -> None:
    """The words complete a sentence that ends in "must be"."""
    assert fields_of(operation)[name].kind.allowed == words


def test_required_fields_are_known() -> None:
    """A turn needs its angle and nothing else."""
    required = [field.name for field in fields_of(Rotate).values() if field.is_required]

    assert required == ["angle"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_field_of_every_operation_is_understood(operation: type[msgspec.Struct]) -> None:
    """An operation whose field is of no known kind could be asked for in no dialect."""
    assert len(fields_of(operation)) == len(operation.__struct_fields__)


def test_field_without_bounds_is_a_mistake_of_ours() -> None:
    """A number that may be anything is refused when its class is read."""
    with pytest.raises(TypeError, match="bounds"):
        fields_of(Unbounded)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        ("a\nb", r"'a\nb'"),
        ("x" * 99, repr("x" * 40)),
        (5, "5"),
        (0.5, "0.5"),
        pytest.param(10**5_000, "a number out of range", id="huge"),
        (float("inf"), "a number out of range"),
        ([1], "a list"),
        ({}, "an object"),
    ],
)
def test_values_are_shown_briefly(value: object, words: str) -> None:
    """An error quotes what it was given, and never more than a line of it."""
    assert shown(value) == words
