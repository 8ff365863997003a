"""Values move away from middle grey or towards it."""

import numpy as np
import pytest

from pixmill.transform.operations import Contrast
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["contrast"])
def test_contrast_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("amount", [-100, -30, 45, 100])
@pytest.mark.parametrize("channels", [3, 4])
def test_contrast_is_what_the_formula_says(amount: float, channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)
    colours = opaque(source).astype(np.float64)

    drawn = draw(source, Contrast(amount=amount))

    truth = (colours - 127.5) * (1 + amount / 100) + 127.5
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_contrast_of_nothing_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(), Contrast(amount=0)), noise()) == 0
