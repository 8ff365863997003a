"""Turn colours round the circle."""

from math import cos, radians, sin

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Hue

# W3C Filter Effects Module Level 1, 13.1.4 (hue-rotate): three parts that are added up.
_FIXED = ((0.213, 0.715, 0.072),) * 3
_WITH_COSINE = ((0.787, -0.715, -0.072), (-0.213, 0.285, -0.072), (-0.213, -0.715, 0.928))
_WITH_SINE = ((-0.213, -0.715, 0.928), (0.143, 0.140, -0.283), (-0.787, 0.715, 0.072))


def apply(image: pyvips.Image, step: Hue) -> pyvips.Image:
    """Return the picture with its hues turned and about its luminance kept."""
    turn = radians(step.degrees)
    matrix = [
        [
            fixed + cos(turn) * with_cosine + sin(turn) * with_sine
            for fixed, with_cosine, with_sine in zip(*rows, strict=True)
        ]
        for rows in zip(_FIXED, _WITH_COSINE, _WITH_SINE, strict=True)
    ]
    return on_colour(image, lambda colour: colour.recomb(matrix))
