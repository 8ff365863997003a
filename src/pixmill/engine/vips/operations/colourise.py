"""Mix a colour in."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.colour import channels
from pixmill.transform.operations import Colourise


def apply(image: pyvips.Image, step: Colourise) -> pyvips.Image:
    """Return the picture with each pixel on its way to the colour, as ImageMagick's `-colorize`."""
    *colour, alpha = channels(step.colour)
    share = step.amount / 100 * alpha / 255
    offsets = [share * value for value in colour]
    return on_colour(image, lambda own: own.linear([1 - share] * 3, offsets))
