"""The picture on a larger surface."""

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.formats import OutputFormat
from pixmill.transform.geometry import Gravity
from pixmill.transform.operations import Pad
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["pad"])
def test_pad_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def test_pad_leaves_the_picture_as_it_is() -> None:
    """The picture stands in the middle, the rest has the colour."""
    source = noise()

    drawn = draw(source, Pad(width=100, height=60, background=Colour("102030ff")))

    assert worst(drawn[10:50, 20:80], source) == 0
    drawn[10:50, 20:80] = (16, 32, 48)
    assert (drawn == (16, 32, 48)).all()


@pytest.mark.parametrize(
    ("chosen", "surface"), [(OutputFormat.PNG, (0, 0, 0, 0)), (OutputFormat.JPEG, (255, 255, 255))]
)
def test_pad_without_a_colour_suits_the_format(
    chosen: OutputFormat, surface: tuple[int, ...]
) -> None:
    """The surface is transparent where it can be, else white."""
    drawn = draw(noise(), Pad(width=100, gravity=Gravity.EAST), chosen=chosen)

    assert (drawn[:, :40] == surface).all()


def test_pad_with_a_half_transparent_colour() -> None:
    """A surface may shine through."""
    drawn = draw(noise(channels=4), Pad(height=80, background=Colour("10203080")))

    assert (drawn[:20] == (16, 32, 48, 128)).all()
    assert np.array_equal(drawn[20:60], noise(channels=4))
