"""Draw in dots."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.dots import thresholds
from pixmill.transform.operations import Dither


def apply(image: pyvips.Image, step: Dither) -> pyvips.Image:
    """Return the picture with each value full where it passes the threshold of its place."""
    tile = pyvips.Image.new_from_array(thresholds(step.pattern))
    across, down = -(-image.width // tile.width), -(-image.height // tile.height)
    surface = tile.replicate(across, down).crop(0, 0, image.width, image.height)
    return on_colour(image, lambda colour: colour > surface)
