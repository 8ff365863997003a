"""Unsharp masking."""

import numpy as np
import pytest

from pixmill.transform.operations import Sharpen
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, island, noise


@pytest.mark.parametrize("name", ["sharpen"])
def test_sharpen_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def test_sharpen_strengthens_edges() -> None:
    """Both sides of an edge move apart, as far as the amount says, and flat ground stays."""
    source = np.full((9, 40, 3), 100, np.uint8)
    source[:, 20:] = 150

    weak, strong = (draw(source, Sharpen(amount=amount))[4, :, 0] for amount in (50, 100))

    assert (strong[:15] == 100).all()
    assert (strong[25:] == 150).all()
    assert strong[19] < weak[19] < 100
    assert strong[20] > weak[20] > 150
    assert 100 - int(strong[19]) == pytest.approx(2 * (100 - int(weak[19])), abs=1)


@pytest.mark.parametrize("amount", [0, 0.001])
def test_smallest_amounts_change_nothing(amount: float) -> None:
    """Rounding does not darken the picture."""
    assert worst(draw(noise(), Sharpen(amount=amount)), noise()) == 0


def test_sharpen_keeps_transparency() -> None:
    """Alpha is left alone, and a single colour stays what it is."""
    assert worst(draw(glass(), Sharpen(amount=300)), glass()) == 0


def test_sharpen_does_not_look_at_invisible_colours() -> None:
    """A shape on transparent ground has no halo of what is hidden there."""
    drawn = draw(island(), Sharpen(amount=200))

    visible = drawn[drawn[:, :, 3] == 255]
    assert np.abs(visible[:, :3].astype(float) - 90).max() <= 1
