"""Strengthen or weaken colours."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Saturation

# Luminance of the primaries: W3C Filter Effects Module Level 1, 13.1.3 (saturate).
LUMINANCE = (0.2126, 0.7152, 0.0722)


def apply(image: pyvips.Image, step: Saturation) -> pyvips.Image:
    """Return the picture with each pixel moved from, or towards, the grey of its luminance."""
    matrix = saturation_matrix(1 + step.amount / 100)
    return on_colour(image, lambda colour: colour.recomb(matrix))


def saturation_matrix(factor: float) -> list[list[float]]:
    """Return what multiplies the distance of each colour from its grey."""
    return [
        [
            (1 - factor) * weight + factor * (row == column)
            for column, weight in enumerate(LUMINANCE)
        ]
        for row in range(3)
    ]
