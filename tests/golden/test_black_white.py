"""Nothing is left but black and white."""

import numpy as np
import pytest

from pixmill.transform.operations import BlackWhite
from tests.golden.drawing import draw
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import ramp
from tests.golden.truths import patches


@pytest.mark.parametrize("name", ["black_white"])
def test_black_white_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("threshold", [0, 20, 50, 100])
def test_greys_are_cut_at_the_threshold(threshold: float) -> None:
    """A grey is white from its share of the range on."""
    source = ramp()

    drawn = draw(source, BlackWhite(threshold=threshold))

    assert np.array_equal(drawn, np.where(source >= threshold * 2.55, 255, 0))


def test_colours_are_cut_by_their_lightness() -> None:
    """Yellow is light and blue is dark, though both are full colours; alpha is left alone."""
    source = patches((255, 255, 0, 90), (0, 0, 255, 200))

    drawn = draw(source, BlackWhite())

    assert np.array_equal(drawn, patches((255, 255, 255, 90), (0, 0, 0, 200)))
