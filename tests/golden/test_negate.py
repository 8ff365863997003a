"""Every value becomes its opposite."""

import numpy as np
import pytest

from pixmill.transform.operations import Negate
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["negate"])
def test_negate_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("channels", [3, 4])
def test_negate_is_what_the_formula_says(channels: int) -> None:
    """Every value is taken from 255; alpha is left alone."""
    source = noise(channels=channels)

    drawn = draw(source, Negate())

    assert np.array_equal(opaque(drawn), 255 - opaque(source))
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


def test_negate_twice_is_the_picture() -> None:
    """The negative of the negative is the positive."""
    assert worst(draw(noise(), Negate(), Negate()), noise()) == 0
