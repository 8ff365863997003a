"""Muted colours gain more than strong ones."""

import numpy as np
import pytest

from pixmill.transform.operations import Vibrance
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise
from tests.golden.truths import patches


@pytest.mark.parametrize("name", ["vibrance"])
def test_vibrance_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("amount", [-100, -30, 45, 100])
@pytest.mark.parametrize("channels", [3, 4])
def test_vibrance_is_what_the_formula_says(amount: float, channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)
    colours = opaque(source).astype(np.float64)

    drawn = draw(source, Vibrance(amount=amount))

    grey = (colours @ np.array([0.2126, 0.7152, 0.0722]))[:, :, None]
    chroma = (colours.max(axis=2) - colours.min(axis=2))[:, :, None] / 255
    truth = grey + (1 + amount / 100 * (1 - chroma)) * (colours - grey)
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_strong_colours_are_spared() -> None:
    """A full red is full already; a muted one gains distance from its grey."""
    drawn = draw(patches((255, 0, 0), (140, 120, 120)), Vibrance(amount=100))

    assert np.array_equal(drawn[0, 0], (255, 0, 0))
    assert int(drawn[0, -1, 0]) - int(drawn[0, -1, 1]) > 35


def test_neutral_vibrance_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(channels=4), Vibrance(amount=0)), noise(channels=4)) == 0
