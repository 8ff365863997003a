"""Lay the picture on a larger surface."""

import pyvips

from pixmill.engine.vips.colour import band_values, with_alpha
from pixmill.transform.colour import is_opaque
from pixmill.transform.operations import PadStep


def apply(image: pyvips.Image, step: PadStep) -> pyvips.Image:
    """Return the surface with the picture on it."""
    if not is_opaque(step.background):
        image = with_alpha(image)
    background = band_values(step.background, image.bands)
    return image.embed(
        step.left, step.top, step.width, step.height, extend="background", background=background
    )
