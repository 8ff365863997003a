"""Blur a rectangle with a Gaussian."""

import pyvips

from pixmill.engine.vips.operations import blur
from pixmill.transform.operations import Blur, BlurRegionStep


def apply(image: pyvips.Image, step: BlurRegionStep) -> pyvips.Image:
    """Return the picture with the rectangle blurred, as if it were a picture of its own."""
    image = image.copy_memory()
    region = image.crop(step.left, step.top, step.width, step.height)
    return image.insert(blur.apply(region, Blur(sigma=step.sigma)), step.left, step.top)
