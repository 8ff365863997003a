"""Tone in brown."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Sepia

# W3C Filter Effects Module Level 1, 13.1.2 (sepia), at full strength.
_SEPIA = ((0.393, 0.769, 0.189), (0.349, 0.686, 0.168), (0.272, 0.534, 0.131))


def apply(image: pyvips.Image, step: Sepia) -> pyvips.Image:
    """Return the picture toned by the amount of the step."""
    share = step.amount / 100
    matrix = [
        [share * value + (1 - share) * (row == column) for column, value in enumerate(values)]
        for row, values in enumerate(_SEPIA)
    ]
    return on_colour(image, lambda colour: colour.recomb(matrix))
