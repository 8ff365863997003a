"""A cut is exactly the rectangle."""

import pytest

from pixmill.transform.geometry import CutGravity
from pixmill.transform.operations import Crop
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["crop", "crop-lying"])
def test_crop_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("channels", [3, 4])
def test_crop_is_a_slice(channels: int) -> None:
    """Rows and columns of the rectangle come out untouched."""
    source = noise(channels=channels)

    drawn = draw(source, Crop(width=20, height=10, x=7, y=5))

    assert worst(drawn, source[5:15, 7:27]) == 0


def test_crop_by_gravity_keeps_the_corner() -> None:
    """A cut to the south east ends where the picture ends."""
    source = noise()

    drawn = draw(source, Crop(width=20, height=10, gravity=CutGravity.SOUTH_EAST))

    assert worst(drawn, source[-10:, -20:]) == 0


def test_crop_over_the_edge_is_what_is_there() -> None:
    """What reaches over the edge is left out."""
    source = noise()

    assert worst(draw(source, Crop(width=500, height=500, x=50, y=30)), source[30:, 50:]) == 0
