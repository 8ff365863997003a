"""Cut a rectangle out."""

import pyvips

from pixmill.transform.operations import CropStep


def apply(image: pyvips.Image, step: CropStep) -> pyvips.Image:
    """Return the part of the picture inside the rectangle."""
    return image.crop(step.left, step.top, step.width, step.height)
