"""Darken towards the corners."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Vignette


def apply(image: pyvips.Image, step: Vignette) -> pyvips.Image:
    """Return the picture, darkened by the fourth power of the distance from its centre.

    The light that a lens loses by nature follows the fourth power of a cosine, whose first term for
    small angles is a square; the steeper fourth power keeps the middle as it is. The distance is 1
    at the corners, whatever the shape of the picture.
    """
    across = _squares(image.width, 1).embed(0, 0, image.width, image.height, extend="copy")
    down = _squares(1, image.height).embed(0, 0, image.width, image.height, extend="copy")
    distance = (across + down) / 2
    light = (distance * distance).linear(-step.amount / 100, 1)
    return on_colour(image, lambda colour: colour * light)


def _squares(width: int, height: int) -> pyvips.Image:
    """Return a row or a column: squares of the distance from its middle, 1 at its ends."""
    place = pyvips.Image.xyz(width, height)[0 if height == 1 else 1]
    length = max(width, height)
    share = place.linear(2 / length, 1 / length - 1)
    return share * share
