"""Rows that move to the side, columns that move down."""

import numpy as np
import pytest

from pixmill.transform.operations import Shear
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, waves


def test_shear_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("shear")


@pytest.mark.parametrize("angle", [-60, -10, 20, 45])
@pytest.mark.parametrize("direction", ["x", "y"])
def test_rows_and_columns_move_evenly(angle: float, direction: str) -> None:
    """The middle of each row is off by its distance from the middle row times the slant."""
    source = np.full((41, 41, 3), 200, np.uint8)

    drawn = draw(source, Shear(**{direction: angle}))

    alpha = drawn[:, :, 3].astype(float) if direction == "x" else drawn[:, :, 3].astype(float).T
    middles = (alpha * np.arange(alpha.shape[1])).sum(axis=1) / alpha.sum(axis=1)
    truth = (alpha.shape[1] - 1) / 2 + (np.arange(41) - 20) * np.tan(np.radians(angle))
    assert np.abs(middles - truth)[1:-1].max() <= 0.6


def test_slant_and_back_is_the_picture() -> None:
    """Slanting back leaves the middle as it was, but for two interpolations."""
    source = waves(60, 80)

    drawn = draw(source, Shear(x=20), Shear(x=-20))

    top, left = (drawn.shape[0] - 60) // 2, (drawn.shape[1] - 80) // 2
    middle = opaque(drawn)[top + 5 : top + 55, left + 5 : left + 75]
    assert worst(middle, source[5:55, 5:75]) <= 6


def test_single_colour_stays() -> None:
    """A half-transparent colour stays what it is, and no other appears at the edges."""
    drawn = draw(glass(), Shear(x=30, y=10))

    visible = drawn[drawn[:, :, 3] > 30][:, :3].astype(float)
    assert np.abs(visible - (200, 100, 50)).max() <= 4
