"""Spread or narrow the range of values."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Contrast

_MIDDLE = 127.5


def apply(image: pyvips.Image, step: Contrast) -> pyvips.Image:
    """Return the picture with every value moved from, or towards, middle grey."""
    slope = 1 + step.amount / 100
    return on_colour(image, lambda colour: colour.linear(slope, _MIDDLE * (1 - slope)))
