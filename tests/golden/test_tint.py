"""Lightness becomes colour."""

import numpy as np
import numpy.typing as npt
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.operations import Tint
from tests.golden.drawing import Pixels, Values, draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise, ramp
from tests.golden.truths import patches


@pytest.mark.parametrize("name", ["tint", "tint-equalised"])
def test_tint_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


_NAVY, _CORAL, _IVORY = Colour("000080ff"), Colour("ff7f50ff"), Colour("fffff0ff")


@pytest.mark.parametrize("amount", [100, 30])
def test_colours_are_spread_evenly(amount: float) -> None:
    """The first colour stands for black, the last for white, the middle one in between."""
    source = ramp()

    drawn = draw(source, Tint(amount=amount, colours=(_NAVY, _CORAL, _IVORY)))

    stops = np.array([[0, 0, 0x80], [0xFF, 0x7F, 0x50], [0xFF, 0xFF, 0xF0]])
    toned = _toned(source, [0, 127.5, 255], stops)
    assert worst(drawn, source + amount / 100 * (toned - source)) <= 1.01


def test_colours_stand_where_they_are_put() -> None:
    """Before the first position and after the last the colour does not change."""
    source = ramp()

    drawn = draw(source, Tint(amount=100, colours=(_NAVY, _IVORY), positions=(20, 60)))

    stops = np.array([[0, 0, 0x80], [0xFF, 0xFF, 0xF0]])
    assert worst(drawn, _toned(source, [51, 153], stops)) <= 0.51


def test_single_colour_stands_between_black_and_white() -> None:
    """Black and white stay, and the middle becomes the colour."""
    drawn = draw(patches((0, 0, 0), (255, 255, 255), (128, 128, 128)), Tint(amount=100))

    assert worst(drawn, patches((0, 0, 0), (255, 255, 255), (255, 1, 1))) <= 1


def test_equalised_tones_are_equally_frequent() -> None:
    """Two greys of half the picture each, however close, become the middle and the top."""
    close = patches((100, 100, 100, 255), (101, 101, 101, 255), (0, 0, 0, 0))
    greys = (Colour("000000ff"), Colour("ffffffff"))

    drawn = draw(close, Tint(amount=100, colours=greys, equalise=True))

    assert worst(drawn[0, [0, 8]], patches((128, 128, 128, 255), (255, 255, 255, 255))[0, ::8]) == 0


def test_equalising_what_is_invisible_is_harmless() -> None:
    """Where nothing is seen the tones stay as they are."""
    clear = np.zeros((4, 5, 4), np.uint8)

    assert worst(draw(clear, Tint(equalise=True)), clear) == 0


def test_alpha_is_left_alone() -> None:
    """Only colours are tinted."""
    source = noise(channels=4)

    assert np.array_equal(draw(source, Tint())[:, :, 3], source[:, :, 3])


def test_neutral_tint_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(channels=4), Tint(amount=0)), noise(channels=4)) == 0


def _toned(source: Pixels, places: list[float], stops: npt.NDArray[np.int_]) -> Values:
    bands = [np.interp(source[:, :, 0], places, stops[:, band]) for band in range(3)]
    return np.dstack(bands)
