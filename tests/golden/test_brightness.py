"""Every value moves by the same share of the range."""

import numpy as np
import pytest

from pixmill.transform.operations import Brightness
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["brightness"])
def test_brightness_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("amount", [-100, -13, 13, 100])
@pytest.mark.parametrize("channels", [3, 4])
def test_brightness_is_what_the_formula_says(amount: float, channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)
    colours = opaque(source).astype(np.float64)

    drawn = draw(source, Brightness(amount=amount))

    truth = colours + amount / 100 * 255
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_brightness_of_nothing_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(), Brightness(amount=0)), noise()) == 0
