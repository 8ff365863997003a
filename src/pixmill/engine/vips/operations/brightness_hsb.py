"""Lighten or darken without changing hue or saturation."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.tables import TOP
from pixmill.transform.operations import BrightnessHSB


def apply(image: pyvips.Image, step: BrightnessHSB) -> pyvips.Image:
    """Return the picture with the brightness of HSB (Smith 1978), its largest channel, multiplied.

    All three channels take the same factor, which keeps their proportions, and with them hue and
    saturation; a factor that would push the largest over the top is cut down for all three.
    """
    wished = 1 + step.amount / 100
    factors = [min(wished, TOP / max(level, 1)) for level in range(TOP + 1)]
    return on_colour(image, lambda colour: _multiplied(colour, factors))


def _multiplied(colour: pyvips.Image, factors: list[float]) -> pyvips.Image:
    red, green, blue = colour.bandsplit()
    strongest = red.maxpair(green).maxpair(blue)
    return colour * strongest.maplut(pyvips.Image.new_from_array([factors]))
