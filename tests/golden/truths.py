"""Colour science in numpy, written apart from the engine's, to hold its results to."""

import numpy as np
import numpy.typing as npt

from tests.golden.drawing import Pixels, Values

# IEC 61966-2-1 (sRGB), rounded as in its matrix for D65.
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear_light(colours: Pixels | Values) -> Values:
    """Return values from 0 to 255 as shares of light."""
    share = np.asarray(colours, np.float64) / 255
    return np.asarray(np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4))


def from_linear_light(light: Values) -> Values:
    """Return shares of light as values from 0 to 255, clipped."""
    share = np.clip(light, 0, 1)
    encoded = np.where(share <= 0.0031308, share * 12.92, 1.055 * share ** (1 / 2.4) - 0.055)
    return np.asarray(encoded * 255)


def lab(colours: Pixels | Values) -> Values:
    """Return values from 0 to 255 in CIE 1976 (L*, a*, b*), white being D65."""
    xyz = linear_light(colours) @ _XYZ.T / _XYZ.sum(axis=1)
    root = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def patches(*colours: tuple[int, ...], edge: int = 8) -> Pixels:
    """Return squares of the colours, from left to right."""
    row: list[npt.NDArray[np.uint8]] = [
        np.full((edge, edge, len(colour)), colour, np.uint8) for colour in colours
    ]
    return np.concatenate(row, axis=1)
