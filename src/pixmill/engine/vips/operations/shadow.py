"""Lay a soft shadow behind the picture."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.engine.vips.gaussian import gaussian
from pixmill.engine.vips.operations.silhouette import laid, painted
from pixmill.transform.operations import ShadowStep

# A Gaussian narrower than this does nothing, and libvips refuses it.
_SMALLEST_SIGMA = 0.3


def apply(image: pyvips.Image, step: ShadowStep) -> pyvips.Image:
    """Return the picture over its shadow, on a surface that holds both."""
    image = with_alpha(image).copy_memory()
    shape = image[3].embed(step.left + step.x, step.top + step.y, step.width, step.height)
    if step.sigma >= _SMALLEST_SIGMA:
        shape = gaussian(shape, step.sigma)
    shadow = painted(shape, step.colour, opacity=step.strength / 100)
    return laid(shadow, image.embed(step.left, step.top, step.width, step.height))
