"""Brown tones by the matrix of CSS."""

import numpy as np
import pytest

from pixmill.transform.operations import Sepia
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["sepia"])
def test_sepia_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


# W3C Filter Effects Module Level 1, 13.1.2.
_SEPIA = np.array([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]])


@pytest.mark.parametrize("amount", [100, 40])
@pytest.mark.parametrize("channels", [3, 4])
def test_sepia_is_what_the_formula_says(amount: float, channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)
    colours = opaque(source).astype(np.float64)

    drawn = draw(source, Sepia(amount=amount))

    share = amount / 100
    truth = colours @ (share * _SEPIA + (1 - share) * np.eye(3)).T
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_sepia_of_nothing_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(), Sepia(amount=0)), noise()) == 0
