"""Cut a rectangle out."""

import pyvips

from pixmill.transform.operations import CropStep


def apply(image: pyvips.Image, step: CropStep) -> pyvips.Image:
    """Return the part of the picture inside the rectangle."""
    # Decoding at a reduced size rounds up, so the last pixel of a cut may lie outside by one.
    left, top = min(step.left, image.width - 1), min(step.top, image.height - 1)
    width, height = min(step.width, image.width - left), min(step.height, image.height - top)
    return image.crop(left, top, width, height)
