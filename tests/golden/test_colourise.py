"""One colour is mixed in."""

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.operations import Colourise
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["colourise"])
def test_colourise_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize(
    ("amount", "alpha", "share"), [(100, "ff", 1), (40, "ff", 0.4), (50, "33", 0.1)]
)
@pytest.mark.parametrize("channels", [3, 4])
def test_colourise_is_what_the_formula_says(
    amount: float, alpha: str, *, share: float, channels: int
) -> None:
    """The colour counts by the amount and by its own alpha; that of the picture is left alone."""
    source = noise(channels=channels)

    drawn = draw(source, Colourise(amount=amount, colour=Colour("c06010" + alpha)))

    truth = (1 - share) * opaque(source) + share * np.array([0xC0, 0x60, 0x10])
    assert worst(opaque(drawn), truth) <= 0.51
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_neutral_colourise_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(channels=4), Colourise(amount=0)), noise(channels=4)) == 0
