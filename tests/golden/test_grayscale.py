"""Colour goes, lightness stays."""

import numpy as np
import pytest

from pixmill.transform.operations import Grayscale
from tests.golden.drawing import Values, draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["grayscale"])
def test_grayscale_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


# IEC 61966-2-1: luminance of linear light, written back through the same curve.
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def luminance(colours: Values) -> Values:
    """Return the grey value of the same luminance for each pixel."""
    share = colours / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    light = np.asarray(linear @ _LUMINANCE)
    curved = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(curved * 255)


@pytest.mark.parametrize("channels", [3, 4])
def test_grayscale_keeps_luminance(channels: int) -> None:
    """Each channel is the luminance; libvips works it out by tables, to two values."""
    source = noise(channels=channels)

    drawn = draw(source, Grayscale())

    truth = luminance(opaque(source).astype(np.float64))
    assert worst(opaque(drawn), truth[:, :, None].repeat(3, axis=2)) <= 2
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])
