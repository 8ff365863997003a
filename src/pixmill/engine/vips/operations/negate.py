"""Turn into a negative."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Negate


def apply(image: pyvips.Image, _step: Negate) -> pyvips.Image:
    """Return the picture with every value taken from the largest."""
    return on_colour(image, lambda colour: colour.invert())
