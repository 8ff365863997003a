"""Channels are mixed by a matrix."""

import numpy as np
import pytest

from pixmill.transform.operations import Recolour
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["recolour"])
def test_recolour_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


_MIXED = (0.3, 0.7, 0.1, -0.2, 1.5, 0.1, 0.2, 0.5, 0.1)


@pytest.mark.parametrize("channels", [3, 4])
def test_nine_numbers_mix_three_channels(channels: int) -> None:
    """Every value is the nearest to the exact one; alpha is left alone."""
    source = noise(channels=channels)

    drawn = draw(source, Recolour(matrix=_MIXED))

    truth = opaque(source) @ np.array(_MIXED).reshape(3, 3).T
    assert worst(opaque(drawn), np.clip(truth, 0, 255)) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_sixteen_numbers_mix_alpha_too() -> None:
    """Alpha is the fourth channel, in what goes in and in what comes out."""
    source = noise(channels=4)
    matrix = np.random.default_rng(3).uniform(-0.5, 1, (4, 4))

    drawn = draw(source, Recolour(matrix=tuple(matrix.ravel().tolist())))

    assert worst(drawn, np.clip(source @ matrix.T, 0, 255)) <= 0.51


def test_opaque_picture_has_alpha_for_sixteen_numbers() -> None:
    """Its alpha is 255 everywhere, so that the fourth column is an offset."""
    matrix = (0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0.4)

    drawn = draw(noise(), Recolour(matrix=matrix))

    assert np.array_equal(drawn[:, :, 1:3], noise()[:, :, 1:3])
    assert (drawn[:, :, 0] == 255).all()
    assert (drawn[:, :, 3] == 102).all()
