"""A rim around the picture follows its rounded corners."""

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.operations import Background, Border, Grayscale, RoundCorners
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, noise

BLUE = Colour("102030ff")


@pytest.mark.parametrize("name", ["border"])
def test_border_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("channels", [3, 4])
def test_border_leaves_the_picture_as_it_is(channels: int) -> None:
    """The picture stands within a frame of one colour."""
    source = noise(channels=channels)

    drawn = draw(source, Border(width=5, colour=BLUE))

    assert worst(drawn[5:-5, 5:-5], source) == 0
    drawn[5:-5, 5:-5] = (16, 32, 48, 255)[:channels]
    assert (drawn == (16, 32, 48, 255)[:channels]).all()


def test_border_may_be_seen_through() -> None:
    """A half-transparent rim makes an opaque picture one with alpha."""
    drawn = draw(noise(), Border(width=3, colour=Colour("10203080")))

    assert (drawn[:3] == (16, 32, 48, 128)).all()


@pytest.mark.parametrize("corners", [RoundCorners(radius=15), RoundCorners(radius="ellipse")])
def test_border_follows_rounded_corners(corners: RoundCorners) -> None:
    """There is no gap between picture and rim, and the rim is as wide everywhere."""
    grey = np.full((40, 60, 3), (200, 0, 0), np.uint8)

    drawn = draw(grey, corners, Border(width=6, colour=BLUE)).astype(float)

    assert drawn.shape == (52, 72, 4)
    assert drawn[0, 0, 3] == 0
    middle = drawn[26]
    assert (middle[1:-1, 3] > 250).all()
    is_rim = (drawn[:, :, 3] == 255) & (drawn[:, :, 0] == 16)
    diagonal = [is_rim[step, step] for step in range(26)]
    assert any(diagonal)
    inside = drawn[20:32, 20:52]
    assert (inside == (200, 0, 0, 255)).all()
    solid = drawn[:, :, 3] == 255
    # Whole rows of the shape: from the first whole pixel to the last there is no hole.
    for row in solid[3:-3]:
        places = np.flatnonzero(row)
        assert len(places) == places[-1] - places[0] + 1


def test_filters_in_between_do_no_harm() -> None:
    """Corners are remembered until something else happens to the shape."""
    drawn = draw(noise(), RoundCorners(radius=15), Grayscale(), Border(width=4, colour=BLUE))

    assert drawn[0, 0, 3] == 0


def test_filled_corners_have_a_square_border() -> None:
    """Behind a background there are no rounded corners any more."""
    filled = Background(colour=Colour("ffffffff"))

    drawn = draw(noise(), RoundCorners(radius=15), filled, Border(width=4, colour=BLUE))

    assert tuple(drawn[0, 0]) == (16, 32, 48)


def test_border_keeps_what_shines_through() -> None:
    """A half-transparent picture stays so within its rim."""
    drawn = draw(glass(30, 30), RoundCorners(radius=5), Border(width=2, colour=BLUE))

    assert np.abs(drawn[17, 17].astype(int) - (200, 100, 50, 128)).max() <= 1
