"""Quarters turn exactly, other angles about the very centre."""

import numpy as np
import pytest

from pixmill.transform.colour import BLACK, Colour
from pixmill.transform.formats import OutputFormat
from pixmill.transform.operations import Rotate
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, island, noise


@pytest.mark.parametrize("name", ["rotate", "rotate-quarter"])
def test_rotate_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize(("angle", "quarters"), [(90, 1), (180, 2), (270, 3), (-90, 3), (450, 1)])
@pytest.mark.parametrize("channels", [3, 4])
def test_quarters_are_exact(angle: float, quarters: int, channels: int) -> None:
    """Clockwise, value for value."""
    source = noise(channels=channels)

    assert worst(draw(source, Rotate(angle=angle)), np.rot90(source, -quarters)) == 0


@pytest.mark.parametrize("angle", [0.01, 10, 30, 45, 89.99, 135, 170.5, 300])
def test_picture_turns_about_its_centre(angle: float) -> None:
    """What looks the same upside down does so when it is turned, in a box of the plan's size."""
    source = np.zeros((41, 31, 3), np.uint8)
    source[10:31, 10:21] = 255

    drawn = draw(source, Rotate(angle=angle, background=BLACK))

    assert worst(drawn, drawn[::-1, ::-1]) <= 1


def test_picture_turns_clockwise() -> None:
    """What is on the right moves down."""
    source = np.zeros((41, 41, 3), np.uint8)
    source[18:23, 33:38] = 255

    drawn = draw(source, Rotate(angle=45, background=BLACK))

    rows, columns = np.nonzero(drawn[:, :, 0] > 128)
    centre = (drawn.shape[0] - 1) / 2
    assert rows.mean() - centre == pytest.approx(15 * 0.5**0.5, abs=0.3)
    assert columns.mean() - centre == pytest.approx(15 * 0.5**0.5, abs=0.3)


def test_corners_are_transparent_or_white_or_as_asked() -> None:
    """What the turn opens has the colour, else is transparent, else white."""
    turned = [
        draw(noise(), Rotate(angle=30))[0, 0],
        draw(noise(), Rotate(angle=30), chosen=OutputFormat.JPEG)[0, 0],
        draw(noise(), Rotate(angle=30, background=Colour("10203080")))[0, 0],
    ]

    assert [tuple(pixel) for pixel in turned] == [
        (0, 0, 0, 0),
        (255, 255, 255),
        (16, 32, 48, 128),
    ]


def test_colour_survives_the_turn() -> None:
    """A half-transparent colour stays what it is, and invisible ones stay outside."""
    middle = draw(glass(), Rotate(angle=30))[15, 15]
    drawn = draw(island(), Rotate(angle=20))

    visible = opaque(drawn)[drawn[:, :, 3] > 40]
    assert tuple(middle) == (200, 100, 50, 128)
    assert np.abs(visible.astype(float) - 90).max() <= 4
