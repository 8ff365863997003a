"""A rim of even width along the edge of a shape."""

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.operations import Outline, OutlineMode
from tests.golden.drawing import Pixels, Values, draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise

RED = Colour("ff0000ff")


@pytest.mark.parametrize("name", ["outline", "outline-inner"])
def test_outline_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def shape() -> Pixels:
    """Return a blue bar and a disc on transparent ground."""
    down, across = np.mgrid[0:90, 0:90]
    inside = ((across - 30) ** 2 + (down - 30) ** 2 <= 18**2) | (
        (np.abs(down - 70) <= 3) & (np.abs(across - 45) <= 30)
    )
    made = np.zeros((90, 90, 4), np.uint8)
    made[inside] = (0, 0, 255, 255)
    return made


def distances(inside: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> Values:
    """Return how far each pixel is from the nearest one inside."""
    # The nearest one always has a neighbour outside, or lies at the edge of the picture.
    ringed = np.pad(inside, 1)
    within = ringed[:-2, 1:-1] & ringed[2:, 1:-1] & ringed[1:-1, :-2] & ringed[1:-1, 2:]
    rows, columns = np.nonzero(inside & ~within)
    down, across = np.mgrid[0 : inside.shape[0], 0 : inside.shape[1]]
    nearest = np.full(inside.shape, np.inf)
    for row, column in zip(rows, columns, strict=True):
        np.minimum(nearest, np.hypot(down - row, across - column), out=nearest)
    nearest[inside] = 0
    return nearest


def off(pixels: Pixels, colour: list[int]) -> float:
    """Return the largest difference of any pixel from one colour."""
    return float(np.abs(pixels.astype(float) - colour).max())


@pytest.mark.parametrize(("width", "slack"), [(3, 1.5), (6, 1.5), (40, 5)])
def test_outer_rim_is_as_wide_as_asked(width: int, slack: float) -> None:
    """Within the width all is painted, beyond nothing; wide rims are exact to a few pixels."""
    drawn = draw(shape(), Outline(width=width, colour=RED))

    assert drawn.shape == (90 + 2 * width, 90 + 2 * width, 4)
    far = distances(np.pad(shape()[:, :, 3] > 0, width))
    assert (drawn[far <= width - slack][:, 3] >= 250).all()
    assert (drawn[far >= width + slack][:, 3] <= 5).all()
    assert off(drawn[far == 0], [0, 0, 255, 255]) == 0
    rim = drawn[(far > 0) & (far <= width - slack)]
    assert off(rim, [255, 0, 0, 255]) <= 5


def test_inner_rim_lies_within() -> None:
    """The rim is as wide as asked and never leaves the shape."""
    drawn = draw(shape(), Outline(mode=OutlineMode.INNER, width=5, colour=RED))

    depth = distances(shape()[:, :, 3] == 0)
    assert worst(drawn[:, :, 3], shape()[:, :, 3]) <= 1
    assert (drawn[(depth > 0) & (depth < 4)][:, 0] >= 250).all()
    assert (drawn[depth > 7][:, 2] >= 250).all()


def test_opaque_picture_gets_a_frame() -> None:
    """An inner rim of a picture without transparency lies along its edges, and leaves it opaque."""
    drawn = draw(noise(), Outline(mode=OutlineMode.INNER, width=4, colour=RED))

    assert drawn.shape[2] == 3
    assert off(drawn[:3, :], [255, 0, 0]) <= 3
    assert worst(drawn[7:-7, 7:-7], opaque(noise())[7:-7, 7:-7]) <= 1


@pytest.mark.parametrize(
    ("mode", "least", "most"), [(OutlineMode.FILL, 4, 6), (OutlineMode.INNER_FILL, -6, -4)]
)
def test_filled_shapes_have_one_colour(mode: OutlineMode, least: float, most: float) -> None:
    """The shape is painted, grown or shrunk by the rim; the picture is gone."""
    drawn = draw(shape(), Outline(mode=mode, width=5, colour=RED))

    margin = (drawn.shape[0] - 90) // 2
    inside = np.pad(shape()[:, :, 3] > 0, margin)
    signed = distances(inside) - distances(~inside)
    assert (drawn[signed < least - 1][:, 3] >= 245).all()
    assert (drawn[signed > most + 1][:, 3] <= 10).all()
    visible = drawn[drawn[:, :, 3] > 0][:, :3]
    assert off(visible, [255, 0, 0]) == 0


def test_soft_rims_fade() -> None:
    """Softness leaves the middle of the rim's edge half as strong, and fades to nothing."""
    drawn = draw(shape(), Outline(width=12, blur=100))

    margin = (drawn.shape[0] - 90) // 2
    column = drawn[: margin + 12, margin + 30, 3].astype(int)
    assert column[0] <= 2
    assert (np.diff(column) >= 0).all()
    assert 100 <= column[margin] <= 155
