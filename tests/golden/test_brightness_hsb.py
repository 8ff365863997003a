"""Brightness changes, hue and saturation do not."""

from colorsys import hsv_to_rgb, rgb_to_hsv

import numpy as np
import pytest

from pixmill.transform.operations import BrightnessHSB
from tests.golden.drawing import Pixels, draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["brightness_hsb"])
def test_brightness_hsb_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("amount", [-100, -40, 30, 100])
@pytest.mark.parametrize("channels", [3, 4])
def test_brightness_is_that_of_hsb(amount: float, channels: int) -> None:
    """The V of HSV is multiplied and clipped, as Python's own conversion has it."""
    source = noise(6, 8, channels=channels)

    drawn = draw(source, BrightnessHSB(amount=amount))

    truth = [[_lightened(pixel, 1 + amount / 100) for pixel in row] for row in opaque(source)]
    assert worst(opaque(drawn), np.array(truth)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def _lightened(pixel: Pixels, factor: float) -> list[float]:
    hue, saturation, value = rgb_to_hsv(*(float(channel) / 255 for channel in pixel))
    return [channel * 255 for channel in hsv_to_rgb(hue, saturation, min(value * factor, 1))]


def test_neutral_brightness_hsb_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(channels=4), BrightnessHSB(amount=0)), noise(channels=4)) == 0
