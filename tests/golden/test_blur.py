"""An even Gaussian, that is as wide as asked."""

import numpy as np
import pytest

from pixmill.transform.operations import Blur
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, island, noise


@pytest.mark.parametrize("name", ["blur", "blur-alpha"])
def test_blur_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("sigma", [0.5, 1, 3, 8])
def test_blur_is_as_wide_as_asked(sigma: float) -> None:
    """An edge becomes the integral of the Gaussian, to 4 percent of its height."""
    source = np.zeros((9, 121, 3), np.uint8)
    source[:, 61:] = 255

    row = draw(source, Blur(sigma=sigma))[4, :, 0].astype(float)

    steps = np.exp(-(np.arange(-60, 61) ** 2) / (2 * sigma**2))
    truth = np.cumsum(steps / steps.sum()) * 255
    assert np.abs(row[1:] - truth[:-1]).max() <= 10


@pytest.mark.parametrize("sigma", [0.01, 0.1, 0.29])
def test_smallest_blurs_change_nothing(sigma: float) -> None:
    """A Gaussian narrower than a pixel is no error."""
    assert worst(draw(noise(), Blur(sigma=sigma)), noise()) == 0


@pytest.mark.parametrize("sigma", [0.3, 0.4, 2, 250])
def test_blur_keeps_a_single_colour(sigma: float) -> None:
    """A half-transparent colour stays what it is, also at the edges."""
    assert worst(draw(glass(), Blur(sigma=sigma)), glass()) <= 1


def test_blur_does_not_let_invisible_colours_in() -> None:
    """A shape on transparent ground fades without changing its colour."""
    drawn = draw(island(), Blur(sigma=3))

    visible = opaque(drawn)[drawn[:, :, 3] > 40]
    assert np.abs(visible.astype(float) - 90).max() <= 4
