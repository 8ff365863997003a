"""Move the channels."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.tables import TOP
from pixmill.transform.operations import Channels


def apply(image: pyvips.Image, step: Channels) -> pyvips.Image:
    """Return the picture with each channel moved by its share of the whole range."""
    shifts = [share / 100 * TOP for share in (step.red, step.green, step.blue)]
    return on_colour(image, lambda colour: colour.linear([1, 1, 1], shifts))
