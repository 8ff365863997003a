"""Pictures that would cost too much are refused by their numbers."""

import pytest

from pixmill.transform.formats import SourceFormat, UnsupportedFormat
from pixmill.transform.limits import (
    Limits,
    OutputTooLarge,
    SourceTooLarge,
    TooManyOperations,
    check_allowed,
    check_output,
    check_source,
)
from pixmill.transform.operations import Flip
from pixmill.transform.recipe import Recipe, check_recipe

LIMITS = Limits(
    max_source_pixels=1000,
    max_source_edge=100,
    max_frames=3,
    max_output_pixels=1000,
    max_output_edge=100,
    max_operations=2,
)


@pytest.mark.parametrize(
    ("width", "height", "frames", "word"),
    [(1, 1, 4, "4 frames"), (101, 1, 1, "along one side"), (20, 20, 3, "1200 pixels")],
)
def test_source_beyond_a_limit_is_refused(
    width: int, height: int, *, frames: int, word: str
) -> None:
    """The message names the figure that is too large."""
    with pytest.raises(SourceTooLarge, match=word):
        check_source(LIMITS, width=width, height=height, frames=frames)


@pytest.mark.parametrize(
    ("width", "height", "word"), [(1, 101, "along one side"), (40, 40, "1600 pixels")]
)
def test_result_beyond_a_limit_is_refused(width: int, height: int, word: str) -> None:
    """The message names the figure that is too large."""
    with pytest.raises(OutputTooLarge, match=word):
        check_output(LIMITS, width=width, height=height, frames=1)


def test_what_reaches_the_limits_is_allowed() -> None:
    """A limit is the largest number that is allowed."""
    check_source(LIMITS, width=100, height=10, frames=1)
    check_output(LIMITS, width=100, height=10, frames=1)
    check_recipe(Recipe(operations=(Flip(), Flip())), LIMITS)


def test_long_recipe_is_refused() -> None:
    """A recipe has at most as many steps as the limits say."""
    with pytest.raises(TooManyOperations, match="3 operations"):
        check_recipe(Recipe(operations=(Flip(),) * 3), LIMITS)


def test_drawings_have_to_be_allowed() -> None:
    """Every other format is taken in any case."""
    check_allowed(Limits(), SourceFormat.PNG)
    check_allowed(Limits(allow_svg=True), SourceFormat.SVG)

    with pytest.raises(UnsupportedFormat, match="SVG"):
        check_allowed(Limits(), SourceFormat.SVG)
