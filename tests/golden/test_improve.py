"""Pictures get better by what they show."""

import numpy as np
import pytest

from pixmill.transform.operations import Improve, ImproveMode
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import hazy, noise, ramp


@pytest.mark.parametrize("name", ["improve", "improve-indoor"])
def test_improve_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("mode", ImproveMode)
def test_haze_goes(mode: ImproveMode) -> None:
    """Tones that fill half the range fill the whole of it."""
    drawn = draw(hazy(), Improve(mode=mode))

    assert drawn.min() <= 5
    assert drawn.max() >= 250


def test_cast_of_lamps_goes_by_half() -> None:
    """Indoors the ends of the channels come closer together, outdoors they keep their distance."""
    yellow = (ramp() * np.array([1.0, 0.9, 0.5])).astype(np.uint8)

    lights = {mode: draw(yellow, Improve(mode=mode))[0, -1].astype(int) for mode in ImproveMode}

    assert np.ptp(lights[ImproveMode.INDOOR]) < 0.7 * np.ptp(lights[ImproveMode.OUTDOOR])


def test_greys_stay_grey() -> None:
    """Outdoors nothing brings colour into a picture without any."""
    drawn = draw(ramp(), Improve())

    assert np.ptp(drawn.astype(int), axis=2).max() <= 1


def test_alpha_is_left_alone() -> None:
    """Only colours are improved."""
    source = noise(channels=4)

    assert np.array_equal(draw(source, Improve())[:, :, 3], source[:, :, 3])


def test_neutral_improve_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(channels=4), Improve(amount=0)), noise(channels=4)) == 0
