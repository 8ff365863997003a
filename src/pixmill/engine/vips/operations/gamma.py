"""Lighten or darken middle tones."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.tables import table
from pixmill.transform.operations import Gamma


def apply(image: pyvips.Image, step: Gamma) -> pyvips.Image:
    """Return the picture with every value, from 0 to 1, raised to 1 / gamma (IEC 61966-2-1)."""
    tones = table(lambda value: value ** (1 / step.value))
    return on_colour(image, lambda colour: colour.maplut(tones))
