"""Dots stand for tones."""

import numpy as np
import pytest

from pixmill.transform.operations import Dither, DitherPattern
from tests.golden.drawing import Pixels, draw, opaque
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise
from tests.golden.truths import patches


@pytest.mark.parametrize("name", ["dither", "dither-halftone", "dither-circles"])
def test_dither_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("pattern", DitherPattern)
def test_dots_are_off_or_full(pattern: DitherPattern) -> None:
    """No value in between is left, black and white stay whole, and alpha is left alone."""
    source = noise(channels=4)
    source[:5], source[5:10] = (0, 0, 0, 9), (255, 255, 255, 9)

    drawn = draw(source, Dither(pattern=pattern))

    assert set(np.unique(opaque(drawn))) == {0, 255}
    assert (opaque(drawn)[:5] == 0).all()
    assert (opaque(drawn)[5:10] == 255).all()
    assert np.array_equal(drawn[:, :, 3], source[:, :, 3])


@pytest.mark.parametrize("pattern", list(DitherPattern)[1:])
def test_dots_are_as_light_as_the_tone(pattern: DitherPattern) -> None:
    """From afar an even grey looks as it did, as finely as the pattern has steps."""
    cells = {DitherPattern.CHECKERBOARD: 2, DitherPattern.ORDERED_2X2: 4}.get(pattern, 9)

    for level in (40, 128, 200):
        drawn = draw(np.full((48, 48, 3), level, np.uint8), Dither(pattern=pattern))

        assert abs(_whole_tiles(drawn, pattern).mean() - level) <= 255 / cells / 2 + 1


def test_dispersed_dots_are_those_of_bayer() -> None:
    """Four greys between black and white light up the cells of two by two in his order."""
    greys = patches(*((level, level, level) for level in (20, 60, 120, 180, 240)), edge=2)

    drawn = draw(greys, Dither(pattern=DitherPattern.ORDERED_2X2))

    assert (drawn[:, :, 0] > 0).astype(int).tolist() == [
        [0, 0, 1, 0, 1, 0, 1, 1, 1, 1],
        [0, 0, 0, 0, 0, 1, 0, 1, 1, 1],
    ]


def _whole_tiles(drawn: Pixels, pattern: DitherPattern) -> Pixels:
    """Return as much of the picture as whole tiles cover."""
    edge = next((edge for edge in (3, 5, 6, 7) if f"{edge}x{edge}" in pattern), 16)
    height, width = (length // edge * edge for length in drawn.shape[:2])
    return drawn[:height, :width]
