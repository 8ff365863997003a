"""Red, green and blue move by themselves."""

import numpy as np
import pytest

from pixmill.transform.operations import Channels
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["channels"])
def test_channels_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("channels", [3, 4])
def test_channels_are_what_the_formula_says(channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)

    drawn = draw(source, Channels(red=20, green=-100, blue=-3))

    truth = opaque(source) + np.array([20, -100, -3]) * 2.55
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_neutral_channels_is_the_picture() -> None:
    """Channels that move by 0 change no value."""
    assert worst(draw(noise(channels=4), Channels()), noise(channels=4)) == 0
