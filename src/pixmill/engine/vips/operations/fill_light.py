"""Lighten the shadows."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.tables import blended, table
from pixmill.transform.operations import FillLight


def apply(image: pyvips.Image, step: FillLight) -> pyvips.Image:
    """Return the picture with its shadows lightened.

    Of our own making: v + (1 - v) · (v^g - v), a gamma that is felt the less the lighter a value
    is, with g from 1 (bias -100) over 0.71 (bias 0) to 1/2 (bias 100). No tone overtakes another.
    """
    exponent = 0.5 ** ((1 + step.bias / 100) / 2)
    lit = blended(lambda value: value + (1 - value) * (value**exponent - value), step.amount / 100)
    tones = table(lit)
    return on_colour(image, lambda colour: colour.maplut(tones))
