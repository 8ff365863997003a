"""Put a colour behind what is transparent."""

import pyvips

from pixmill.engine.vips.colour import band_values
from pixmill.transform.colour import is_opaque
from pixmill.transform.operations import Background


def apply(image: pyvips.Image, step: Background) -> pyvips.Image:
    """Return the picture over the colour; without an alpha band where the colour is opaque."""
    if not image.hasalpha():
        return image
    if is_opaque(step.colour):
        return image.flatten(background=band_values(step.colour, 3))
    surface = image.new_from_image(band_values(step.colour, 4)).cast("uchar")
    return surface.composite2(image, "over").cast("uchar")
