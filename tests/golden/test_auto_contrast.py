"""Tones are spread over the whole range."""

import numpy as np
import pytest

from pixmill.transform.operations import AutoContrast
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import hazy, noise
from tests.golden.truths import patches


@pytest.mark.parametrize("name", ["auto_contrast"])
def test_auto_contrast_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("amount", [100, 35])
def test_values_are_spread_by_one_line(amount: float) -> None:
    """Half a percent is cut off at each end, of all channels together."""
    source = hazy()
    ordered = np.sort(source.ravel())
    spare = int(ordered.size * 0.005)
    low, high = float(ordered[spare]), float(ordered[-spare - 1])

    drawn = draw(source, AutoContrast(amount=amount))

    spread = np.clip((source - low) / (high - low) * 255, 0, 255)
    assert worst(drawn, source + amount / 100 * (spread - source)) <= 0.51


def test_flat_picture_is_left_alone() -> None:
    """One value has no range that could be spread."""
    assert worst(draw(patches((9, 9, 9)), AutoContrast()), patches((9, 9, 9))) == 0


def test_what_is_invisible_does_not_count() -> None:
    """Transparent white beside a picture changes nothing about the picture."""
    flat = hazy()
    clear = np.full((*flat.shape[:2], 4), (255, 255, 255, 0), np.uint8)
    beside = np.concatenate([np.dstack([flat, clear[:, :, 3] + 255]), clear], axis=1)

    drawn = draw(np.asarray(beside, np.uint8), AutoContrast())

    assert np.array_equal(opaque(drawn)[:, : flat.shape[1]], draw(flat, AutoContrast()))


def test_wholly_transparent_picture_is_left_alone() -> None:
    """Where nothing is seen there is nothing to measure."""
    clear = np.zeros((4, 5, 4), np.uint8)

    assert worst(draw(clear, AutoContrast()), clear) == 0


def test_neutral_auto_contrast_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(channels=4), AutoContrast(amount=0)), noise(channels=4)) == 0
