"""Strengthen muted colours."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.operations.saturation import LUMINANCE
from pixmill.engine.vips.tables import TOP
from pixmill.transform.operations import Vibrance


def apply(image: pyvips.Image, step: Vibrance) -> pyvips.Image:
    """Return the picture with each pixel moved from its grey, the less the stronger it is.

    The factor of saturation (W3C Filter Effects, 13.1.3) is weighed with 1 - chroma, where chroma
    is the largest of red, green and blue less the smallest (Smith 1978, HSV without division).
    """
    return on_colour(image, lambda colour: _strengthened(colour, step.amount / 100))


def _strengthened(colour: pyvips.Image, share: float) -> pyvips.Image:
    red, green, blue = colour.bandsplit()
    chroma = red.maxpair(green).maxpair(blue) - red.minpair(green).minpair(blue)
    factor = chroma.linear(-share / TOP, 1 + share)
    grey = colour.recomb([list(LUMINANCE)])
    return (colour - grey) * factor + grey
