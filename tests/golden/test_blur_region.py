"""A Gaussian on a rectangle, and nothing anywhere else."""

import numpy as np
import pytest

from pixmill.transform.operations import Blur, BlurRegion
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, noise


def test_blur_region_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("blur_region")


@pytest.mark.parametrize("channels", [3, 4])
def test_only_the_region_is_blurred(channels: int) -> None:
    """Inside is what a picture of that rectangle would be; outside nothing changes."""
    source = noise(channels=channels)

    drawn = draw(source, BlurRegion(sigma=3, x=10, y=5, width=30, height=20))

    inside = np.s_[5:25, 10:40]
    assert worst(drawn[inside], draw(np.ascontiguousarray(source[inside]), Blur(sigma=3))) == 0
    drawn[inside] = source[inside]
    assert worst(drawn, source) == 0


def test_without_a_region_everything_is_blurred() -> None:
    """The default reaches over the whole picture."""
    assert worst(draw(noise(), BlurRegion(sigma=4)), draw(noise(), Blur(sigma=4))) == 0


def test_single_colour_stays() -> None:
    """A half-transparent colour stays what it is."""
    assert worst(draw(glass(), BlurRegion(x=3, width=9)), glass()) <= 1


@pytest.mark.parametrize("sigma", [13, 20, 40])
def test_wide_blurs_are_as_wide_as_asked(sigma: float) -> None:
    """An edge becomes the integral of the Gaussian, also where a smaller picture is blurred."""
    source = np.zeros((9, 401, 3), np.uint8)
    source[:, 201:] = 255

    row = draw(source, BlurRegion(sigma=sigma))[4, :, 0].astype(float)

    weights = np.exp(-(np.arange(-200, 201) ** 2) / (2 * sigma**2))
    truth = np.cumsum(weights / weights.sum()) * 255
    assert np.abs(row[1:] - truth[:-1]).max() <= 10
