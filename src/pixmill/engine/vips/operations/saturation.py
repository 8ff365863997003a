"""Strengthen or weaken colours."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Saturation

# Luminance of the primaries: W3C Filter Effects Module Level 1, 13.1.3 (saturate).
_LUMINANCE = (0.2126, 0.7152, 0.0722)


def apply(image: pyvips.Image, step: Saturation) -> pyvips.Image:
    """Return the picture with each pixel moved from, or towards, the grey of its luminance."""
    factor = 1 + step.amount / 100
    matrix = [
        [
            (1 - factor) * weight + factor * (row == column)
            for column, weight in enumerate(_LUMINANCE)
        ]
        for row in range(3)
    ]
    return on_colour(image, lambda colour: colour.recomb(matrix))
