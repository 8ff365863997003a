"""The whole picture becomes more transparent."""

import numpy as np
import pytest

from pixmill.transform.operations import Opacity
from tests.golden.drawing import alpha_of, draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["opacity"])
def test_opacity_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("amount", [0, 35, 99])
@pytest.mark.parametrize("channels", [3, 4])
def test_alpha_is_multiplied(amount: float, channels: int) -> None:
    """What is transparent already becomes more so; colours are left alone."""
    source = noise(channels=channels)

    drawn = draw(source, Opacity(amount=amount))

    assert worst(alpha_of(drawn), alpha_of(source).astype(np.float64) * amount / 100) <= 0.51
    assert np.array_equal(opaque(drawn), opaque(source))


def test_neutral_opacity_is_the_picture() -> None:
    """All of the opacity changes no value."""
    assert worst(draw(noise(channels=4), Opacity()), noise(channels=4)) == 0
