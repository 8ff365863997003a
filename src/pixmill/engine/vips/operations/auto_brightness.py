"""Bring the average lightness to the middle."""

from math import log

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.histogram import histogram, mean
from pixmill.engine.vips.tables import blended, table
from pixmill.transform.operations import AutoBrightness

# A night shot is to stay one: more than this brings out nothing but noise.
STRONGEST = 2.5


def apply(image: pyvips.Image, step: AutoBrightness) -> pyvips.Image:
    """Return the picture with the gamma that brings its average lightness to one half.

    The gamma is log(average) / log(1/2), as in ImageMagick's `-auto-gamma`, within bounds.
    """
    # Read once into memory: what is counted here is drawn afterwards.
    image = image.copy_memory()
    greys = image[:3].copy(interpretation="srgb").colourspace("b-w")
    exponent = middling_exponent(mean(histogram(image, greys), lambda value: value))
    tones = table(blended(lambda value: value**exponent, step.amount / 100))
    return on_colour(image, lambda colour: colour.maplut(tones))


def middling_exponent(average: float) -> float:
    """Return the power that takes the average to one half, as far as the picture can bear it."""
    if not 0 < average < 1:
        return 1.0
    return min(max(log(0.5) / log(average), 1 / STRONGEST), STRONGEST)
