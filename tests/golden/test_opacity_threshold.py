"""Pixels are either seen or not."""

import numpy as np
import pytest

from pixmill.transform.operations import OpacityThreshold
from tests.golden.drawing import alpha_of, draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["opacity_threshold"])
def test_opacity_threshold_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("threshold", [1, 40, 50, 100])
def test_alpha_is_cut_at_the_threshold(threshold: float) -> None:
    """From its share of the range on a pixel is opaque; colours are left alone."""
    source = noise(channels=4)

    drawn = draw(source, OpacityThreshold(threshold=threshold))

    assert np.array_equal(alpha_of(drawn), np.where(alpha_of(source) >= threshold * 2.55, 255, 0))
    assert np.array_equal(opaque(drawn), opaque(source))


def test_opaque_picture_is_left_alone() -> None:
    """Without alpha there is nothing to cut."""
    assert worst(draw(noise(), OpacityThreshold()), noise()) == 0
