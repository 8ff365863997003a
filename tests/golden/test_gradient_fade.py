"""Alpha that falls towards the edges."""

import numpy as np
import pytest

from pixmill.transform.operations import FadeMode, GradientFade
from tests.golden.drawing import Values, draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["gradient_fade", "gradient_fade-pad"])
def test_gradient_fade_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def ramp_of(side: int, length: int, exponent: float) -> Values:
    """Return the share that is left along a side, from its start."""
    return np.asarray(np.minimum((np.arange(side) + 0.5) / length, 1) ** exponent)


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("strength", [5, 20, 100])
def test_alpha_follows_the_formula(channels: int, strength: float) -> None:
    """Opacity is the share of the way from the edge to a power, for both directions at once."""
    source = noise(40, 60, channels=channels)

    drawn = draw(source, GradientFade(strength=strength, x=-0.5, y=10))

    left = ramp_of(40, 10, strength / 20)[:, None] * ramp_of(60, 30, strength / 20)[None, ::-1]
    alpha = source[:, :, 3] if channels == 4 else 255
    assert worst(drawn[:, :, 3], alpha * left) <= 0.51
    assert worst(opaque(drawn), opaque(source)) == 0


def test_symmetric_fade_is_alike_on_both_sides() -> None:
    """The opposite edge fades the same way."""
    drawn = draw(noise(), GradientFade(mode=FadeMode.SYMMETRIC, x=0.4, y=0.1))[:, :, 3]

    assert worst(drawn, drawn[::-1, ::-1]) == 0
    assert drawn[20, 30] == 255


def test_padded_fade_leaves_the_picture_alone() -> None:
    """The surface grows by the reflection, and only that fades."""
    source = noise()

    drawn = draw(source, GradientFade(mode=FadeMode.SYMMETRIC_PAD, x=20, y=10))

    assert drawn.shape == (60, 100, 4)
    assert worst(drawn[10:50, 20:80, :3], source) == 0
    assert (drawn[10:50, 20:80, 3] == 255).all()
    assert worst(opaque(drawn)[10:50, :20], source[:, 19::-1]) == 0
    assert drawn[0, 0, 3] <= 1
