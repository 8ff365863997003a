"""A mosaic in a rectangle, and nothing anywhere else."""

from typing import Literal

import numpy as np
import pytest

from pixmill.transform.operations import Pixelate, PixelateRegion
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


def test_pixelate_region_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("pixelate_region")


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("square", ["auto", 7])
def test_only_the_region_is_pixelated(channels: int, square: int | Literal["auto"]) -> None:
    """Inside is what a picture of that rectangle would be; outside nothing changes."""
    source = noise(channels=channels)

    drawn = draw(source, PixelateRegion(square=square, x=10, y=5, width=30, height=20))

    inside = np.s_[5:25, 10:40]
    alone = draw(np.ascontiguousarray(source[inside]), Pixelate(square=square))
    assert worst(drawn[inside], alone) == 0
    drawn[inside] = source[inside]
    assert worst(drawn, source) == 0
