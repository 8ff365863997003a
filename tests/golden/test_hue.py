"""Colours turn around the circle."""

import numpy as np
import pytest

from pixmill.transform.operations import Hue
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise, ramp


@pytest.mark.parametrize("name", ["hue"])
def test_hue_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


# W3C Filter Effects Module Level 1, 13.1.4, worked out for three angles.
_TURNS = {
    90: [[0, 0, 1], [0.356, 0.855, -0.211], [-0.574, 1.43, 0.144]],
    -90: [[0.426, 1.43, -0.856], [0.07, 0.575, 0.355], [1, 0, 0]],
    180: [[-0.574, 1.43, 0.144], [0.426, 0.43, 0.144], [0.426, 1.43, -0.856]],
}


@pytest.mark.parametrize("degrees", [90, -90, 180])
@pytest.mark.parametrize("channels", [3, 4])
def test_hue_is_what_the_formula_says(degrees: float, channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)
    colours = opaque(source).astype(np.float64)

    drawn = draw(source, Hue(degrees=degrees))

    truth = colours @ np.array(_TURNS[int(degrees)]).T
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_greys_have_no_hue() -> None:
    """A grey stays what it is at any angle."""
    assert worst(draw(ramp(), Hue(degrees=77)), ramp()) == 0


def test_neutral_hue_is_the_picture() -> None:
    """An angle of 0 changes no value."""
    assert worst(draw(noise(channels=4), Hue(degrees=0)), noise(channels=4)) == 0
