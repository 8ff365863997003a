"""Flat strokes with crisp edges."""

import numpy as np
import pytest

from pixmill.transform.operations import OilPaint
from tests.golden.drawing import Pixels, Values, draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, waves


def test_oil_paint_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("oil_paint")


def smoothest_means(source: Pixels, reach: int) -> Values:
    """Return the mean of the least varied of the four squares around each pixel of a grey one."""
    rows, columns = source.shape[:2]
    wide = np.pad(source[:, :, 0].astype(float), 2 * reach, mode="edge")
    edge = 2 * reach + 1
    windows = np.lib.stride_tricks.sliding_window_view(wide, (edge, edge))
    means, rough = windows.mean(axis=(2, 3)), windows.var(axis=(2, 3))
    corners = [(0, 0), (0, 2 * reach), (2 * reach, 0), (2 * reach, 2 * reach)]
    cut = [np.s_[top : top + rows, left : left + columns] for top, left in corners]
    best = np.argmin([rough[one] for one in cut], axis=0)
    return np.asarray(np.choose(best, [means[one] for one in cut]))


@pytest.mark.parametrize(("amount", "reach"), [(1, 1), (100, 2)])
def test_strokes_are_the_smoothest_means(amount: float, reach: int) -> None:
    """Each pixel is the mean of the smoothest of four squares; equal ones may be told apart."""
    grey = waves(90, 100)[:, :, :1].repeat(3, axis=2)

    drawn = draw(grey, OilPaint(amount=amount))

    off = np.abs(drawn[:, :, 0] - smoothest_means(grey, reach)) > 1
    assert off.mean() <= 0.01


def test_hard_edges_stay_where_they_are() -> None:
    """Two colours that meet do not mix."""
    source = np.full((100, 100, 3), (200, 30, 60), np.uint8)
    source[:, 37:] = (20, 90, 220)

    assert worst(draw(source, OilPaint(amount=100)), source) <= 1


def test_alpha_stays() -> None:
    """Only colours are painted."""
    assert worst(draw(glass(), OilPaint()), glass()) <= 1
