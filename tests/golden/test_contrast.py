"""Values move away from middle grey or towards it."""

import numpy as np
import pytest

from pixmill.transform.operations import Contrast, ContrastCurve
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise, ramp


@pytest.mark.parametrize("name", ["contrast", "contrast-sigmoid"])
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


@pytest.mark.parametrize("amount", [-100, -30, 45, 100])
@pytest.mark.parametrize("channels", [3, 4])
def test_sigmoid_is_what_the_formula_says(amount: float, channels: int) -> None:
    """ImageMagick's sigmoid about one half, or the way back; alpha is left alone."""
    source = noise(channels=channels)
    steepness = abs(amount) / 10
    axis = np.linspace(0, 1, 100_001)
    curve = np.tanh(steepness / 2 * (axis - 0.5)) / np.tanh(steepness / 4) / 2 + 0.5

    drawn = draw(source, Contrast(amount=amount, curve=ContrastCurve.SIGMOID))

    here, there = (axis, curve) if amount > 0 else (curve, axis)
    truth = np.interp(opaque(source) / 255, here, there) * 255
    assert worst(opaque(drawn), truth) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_sigmoid_clips_nothing() -> None:
    """Tones that differ still differ at the ends, where a straight line would have cut them."""
    drawn = draw(ramp(), Contrast(amount=40, curve=ContrastCurve.SIGMOID))

    assert (np.diff(drawn[0, :, 0].astype(int)) > 0).all()


def test_sigmoid_of_nothing_is_the_picture() -> None:
    """An amount of 0 changes no value, whichever the curve."""
    still = Contrast(amount=0, curve=ContrastCurve.SIGMOID)

    assert worst(draw(noise(), still), noise()) == 0
