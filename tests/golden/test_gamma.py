"""Middle tones move, black and white stay."""

import numpy as np
import pytest

from pixmill.transform.operations import Gamma
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["gamma"])
def test_gamma_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("value", [0.1, 0.5, 1.7, 10])
@pytest.mark.parametrize("channels", [3, 4])
def test_gamma_is_what_the_formula_says(value: float, channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)
    colours = opaque(source).astype(np.float64)

    drawn = draw(source, Gamma(value=value))

    truth = (colours / 255) ** (1 / value) * 255
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_neutral_gamma_is_the_picture() -> None:
    """A gamma of 1 changes no value."""
    assert worst(draw(noise(channels=4), Gamma(value=1)), noise(channels=4)) == 0
