"""Squares in the mean colour of what they hide."""

import numpy as np
import pytest

from pixmill.transform.operations import Pixelate
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, island, noise


def test_pixelate_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("pixelate")


@pytest.mark.parametrize("square", [2, 5, 20])
def test_squares_have_the_mean_colour(square: int) -> None:
    """Each square is the mean of its pixels, rounded in either direction."""
    source = noise(40, 60)

    drawn = draw(source, Pixelate(square=square))

    blocks = source.reshape(40 // square, square, 60 // square, square, 3)
    means = blocks.mean(axis=(1, 3)).repeat(square, 0).repeat(square, 1)
    assert worst(drawn, means) <= 1.5


def test_squares_are_cut_at_the_edge() -> None:
    """Where the size does not divide the picture the last squares are smaller, and still even."""
    drawn = draw(noise(40, 60), Pixelate(square=7))

    for rows in (slice(0, 7), slice(35, 40)):
        block = drawn[rows, 56:60]
        assert worst(block, np.broadcast_to(block[:1, :1], block.shape)) == 0


def test_single_colour_stays() -> None:
    """A half-transparent colour stays what it is, also in squares larger than the picture."""
    assert worst(draw(glass(), Pixelate(square=200)), glass()) <= 1


def test_invisible_colours_are_left_out() -> None:
    """A square that is partly transparent has the colour of what is seen in it."""
    drawn = draw(island(), Pixelate(square=16))

    assert np.abs(drawn[:, :, :3][drawn[:, :, 3] > 20].astype(float) - 90).max() <= 4
