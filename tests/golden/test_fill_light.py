"""Shadows are lit, lights are left alone."""

import numpy as np
import pytest

from pixmill.transform.operations import FillLight
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise, ramp


@pytest.mark.parametrize("name", ["fill_light"])
def test_fill_light_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize(("amount", "bias"), [(100, 0), (40, 0), (100, 100), (100, -60)])
@pytest.mark.parametrize("channels", [3, 4])
def test_fill_light_is_what_the_formula_says(amount: float, bias: float, channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)
    value = opaque(source) / 255

    drawn = draw(source, FillLight(amount=amount, bias=bias))

    lit = value + (1 - value) * (value ** (0.5 ** (0.5 + bias / 200)) - value)
    truth = (value + amount / 100 * (lit - value)) * 255
    assert worst(opaque(drawn), truth) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_no_tone_overtakes_another() -> None:
    """What was lighter stays lighter, at the strongest light too."""
    drawn = draw(ramp(), FillLight(bias=100))

    assert (np.diff(drawn[0, :, 0].astype(int)) >= 0).all()


@pytest.mark.parametrize("light", [FillLight(amount=0), FillLight(bias=-100)])
def test_neutral_fill_light_is_the_picture(light: FillLight) -> None:
    """No amount and no light change no value."""
    assert worst(draw(noise(), light), noise()) == 0
