"""Colours move away from their own grey or towards it."""

import numpy as np
import pytest

from pixmill.transform.operations import Saturation
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["saturation"])
def test_saturation_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("amount", [-100, -30, 45, 100])
@pytest.mark.parametrize("channels", [3, 4])
def test_saturation_is_what_the_formula_says(amount: float, channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)
    colours = opaque(source).astype(np.float64)

    drawn = draw(source, Saturation(amount=amount))

    grey = (colours @ np.array([0.2126, 0.7152, 0.0722]))[:, :, None]
    truth = grey + (1 + amount / 100) * (colours - grey)
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_saturation_of_nothing_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(), Saturation(amount=0)), noise()) == 0
