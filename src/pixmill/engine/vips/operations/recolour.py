"""Mix channels by a matrix."""

import pyvips

from pixmill.engine.vips.colour import on_colour, with_alpha
from pixmill.transform.operations import Recolour

_WITH_ALPHA = 4


def apply(image: pyvips.Image, step: Recolour) -> pyvips.Image:
    """Return the picture with each pixel's channels multiplied by the matrix."""
    if len(step.rows) < _WITH_ALPHA:
        return on_colour(image, lambda colour: colour.recomb(step.rows))
    mixed = with_alpha(image).recomb(step.rows)
    return mixed.rint().cast("uchar").copy(interpretation="srgb")
