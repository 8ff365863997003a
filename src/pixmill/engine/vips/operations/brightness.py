"""Lighten or darken."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Brightness


def apply(image: pyvips.Image, step: Brightness) -> pyvips.Image:
    """Return the picture with every value moved by the same share of the whole range."""
    shift = step.amount / 100 * 255
    return on_colour(image, lambda colour: colour.linear(1, shift))
