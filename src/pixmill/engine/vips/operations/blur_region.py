"""Blur a rectangle with a Gaussian."""

import pyvips

from pixmill.engine.vips.colour import on_premultiplied
from pixmill.engine.vips.gaussian import gaussian
from pixmill.transform.operations import BlurRegionStep

# Below this the Gaussian is narrower than a pixel and libvips refuses it; nothing would be seen.
_SMALLEST_SIGMA = 0.3


def apply(image: pyvips.Image, step: BlurRegionStep) -> pyvips.Image:
    """Return the picture with the rectangle blurred, as if it were a picture of its own."""
    if step.sigma < _SMALLEST_SIGMA:
        return image
    image = image.copy_memory()
    region = image.crop(step.left, step.top, step.width, step.height)
    blurred = on_premultiplied(region, lambda flat: gaussian(flat, step.sigma))
    return image.insert(blurred, step.left, step.top)
