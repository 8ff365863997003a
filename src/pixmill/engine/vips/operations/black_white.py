"""Leave black and white."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.tables import TOP
from pixmill.transform.operations import BlackWhite


def apply(image: pyvips.Image, step: BlackWhite) -> pyvips.Image:
    """Return the picture in white where the grey of the same lightness reaches the threshold."""
    return on_colour(image, lambda colour: _white(colour, step.threshold / 100 * TOP))


def _white(colour: pyvips.Image, threshold: float) -> pyvips.Image:
    white = colour.colourspace("b-w") >= threshold
    return white.bandjoin([white, white])
