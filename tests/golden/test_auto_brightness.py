"""The average comes to the middle."""

import numpy as np
import pytest

from pixmill.transform.operations import AutoBrightness
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import hazy, noise
from tests.golden.truths import patches


@pytest.mark.parametrize("name", ["auto_brightness"])
def test_auto_brightness_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("level", [60, 100, 160, 190])
def test_flat_grey_becomes_middle_grey(level: int) -> None:
    """The average of one grey is that grey, and one half is where it goes."""
    drawn = draw(patches((level, level, level)), AutoBrightness())

    assert worst(drawn, np.full(drawn.shape, 127.5)) <= 1


@pytest.mark.parametrize(("level", "expected"), [(3, 43), (250, 243), (0, 0), (255, 255)])
def test_extremes_are_not_forced(level: int, expected: int) -> None:
    """The gamma stays between 0.4 and 2.5; black and white are left alone."""
    drawn = draw(patches((level, level, level)), AutoBrightness())

    assert np.array_equal(drawn, patches((expected, expected, expected)))


def test_half_the_amount_goes_half_the_way() -> None:
    """An amount mixes the result with the picture."""
    whole, half = (draw(hazy(), AutoBrightness(amount=amount)) for amount in (100, 50))

    assert worst(half, (hazy().astype(np.float64) + whole) / 2) <= 1.01


def test_what_is_invisible_does_not_count() -> None:
    """Transparent white beside a picture changes nothing about the picture."""
    flat = hazy()
    clear = np.full((*flat.shape[:2], 4), (255, 255, 255, 0), np.uint8)
    beside = np.concatenate([np.dstack([flat, clear[:, :, 3] + 255]), clear], axis=1)

    drawn = draw(np.asarray(beside, np.uint8), AutoBrightness())

    assert np.array_equal(opaque(drawn)[:, : flat.shape[1]], draw(flat, AutoBrightness()))


def test_wholly_transparent_picture_is_left_alone() -> None:
    """Where nothing is seen there is nothing to measure."""
    clear = np.zeros((4, 5, 4), np.uint8)

    assert worst(draw(clear, AutoBrightness()), clear) == 0


def test_neutral_auto_brightness_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(channels=4), AutoBrightness(amount=0)), noise(channels=4)) == 0
