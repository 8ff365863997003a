"""Radii are read as CSS reads them, and a rim grows with them."""

import pytest

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import BLACK, Colour
from pixmill.transform.corners import Corners, corners_of
from pixmill.transform.geometry import Size
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    Border,
    BorderStep,
    InvalidOperation,
    RoundCorners,
    RoundCornersStep,
)

WIDE = Canvas(width=400, height=200, has_alpha=False)
LUCID = Surroundings(limits=Limits(), keeps_transparency=True, overlays={})


@pytest.mark.parametrize(
    ("radii", "expected"),
    [
        ((9,), Corners(9, 9, 9, 9)),
        ((9, 8), Corners(9, 8, 9, 8)),
        ((9, 8, 7), Corners(9, 8, 7, 8)),
        ((9, 8, 7, 600), Corners(9, 8, 7, 100)),
        ((0, 0), Corners()),
    ],
)
def test_radii_go_clockwise(radii: tuple[float, ...], expected: Corners) -> None:
    """One to four values stand for four corners, none above half the shorter side."""
    assert corners_of(radii, most=100) == expected


def test_each_corner_is_rounded() -> None:
    """Several radii become one step; square corners become none."""
    (step,) = RoundCorners(radii=(10, 0)).resolve(WIDE, LUCID)

    assert step == RoundCornersStep(corners=Corners(10, 0, 10, 0))
    assert step.result(WIDE).corners == step.corners
    assert RoundCorners(radii=(0, 0)).resolve(WIDE, LUCID) == ()


def test_one_radius_and_several_contradict() -> None:
    """Nobody can tell which was meant."""
    with pytest.raises(InvalidOperation, match="not both"):
        RoundCorners(radius=5, radii=(5,))


def test_border_grows_the_canvas_and_keeps_the_shape() -> None:
    """The rim follows rounded corners, and what comes next can follow the rim."""
    rounded = WIDE.with_corners(Corners(10, 0, 10, 0))

    (step,) = Border(width=5).resolve(rounded, LUCID)

    assert step == BorderStep(width=5, colour=BLACK, corners=Corners(10, 0, 10, 0))
    assert step.result(rounded) == Canvas(
        width=410, height=210, has_alpha=True, corners=Corners(15, 0, 15, 0)
    )


def test_plain_border() -> None:
    """Around square corners only a rim that shines through brings transparency."""
    opaque, lucid = (
        Border(width=5, colour=Colour(colour)).resolve(WIDE, LUCID)[0].result(WIDE)
        for colour in ("000000ff", "00000080")
    )

    assert (opaque.size, opaque.has_alpha, lucid.has_alpha) == ((410, 210), False, True)
    assert Border(width=0).resolve(WIDE, LUCID) == ()


def test_shape_is_forgotten_when_it_is_gone() -> None:
    """A resize or a background leaves no rounded corners to follow."""
    rounded = WIDE.with_corners(Corners(is_ellipse=True))

    assert rounded.resized(Size(5, 5)).corners is None
    assert rounded.with_alpha(has_alpha=False).corners is None
    assert Corners(is_ellipse=True).grown(5) == Corners(is_ellipse=True)
