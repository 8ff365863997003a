"""Take the colour out."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Grayscale


def apply(image: pyvips.Image, _step: Grayscale) -> pyvips.Image:
    """Return the picture in greys of the same lightness."""
    return on_colour(image, lambda colour: colour.colourspace("b-w").colourspace("srgb"))
