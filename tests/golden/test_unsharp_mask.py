"""Sharpening by what a blur of any width would take away."""

import numpy as np
import pytest

from pixmill.transform.operations import UnsharpMask
from tests.golden.drawing import Pixels, draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, ramp


def edge(step: int) -> Pixels:
    """Return two greys that meet in the middle."""
    made = np.full((9, 121, 3), 100, np.uint8)
    made[:, 61:] = 100 + step
    return made


def test_unsharp_mask_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("unsharp_mask")


@pytest.mark.parametrize(("amount", "radius"), [(50, 1), (100, 3), (200, 6)])
def test_rims_follow_the_formula(amount: float, radius: float) -> None:
    """A value gains a share of its difference from a Gaussian, to a few greys."""
    source = edge(40)

    row = draw(source, UnsharpMask(amount=amount, radius=radius))[4, :, 0].astype(float)

    weights = np.exp(-(np.arange(-60, 61) ** 2) / (2 * radius**2))
    plain = source[4, :, 0].astype(float)
    blurred = np.convolve(np.pad(plain, 60, mode="edge"), weights / weights.sum(), "valid")
    truth = plain + (plain - blurred) * amount / 100
    assert np.abs(row - truth).max() <= 3


def test_small_differences_can_be_left_alone() -> None:
    """What differs from the blur by less than the threshold is kept value for value."""
    faint, strong = edge(10), edge(80)
    mask = UnsharpMask(amount=200, radius=2, threshold=12)

    assert worst(draw(faint, mask), faint) == 0
    assert worst(draw(strong, mask), strong) > 20


def test_even_slopes_and_single_colours_stay() -> None:
    """There is nothing to sharpen where nothing bends."""
    drawn = draw(ramp(), UnsharpMask(amount=300, radius=3))

    assert worst(drawn[20:60, 20:80], ramp()[20:60, 20:80]) <= 3
    assert worst(draw(glass(), UnsharpMask(radius=20)), glass()) <= 1
