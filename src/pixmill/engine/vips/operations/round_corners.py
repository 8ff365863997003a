"""Round the corners off."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.engine.vips.shape import shape_mask
from pixmill.transform.operations import RoundCornersStep


def apply(image: pyvips.Image, step: RoundCornersStep) -> pyvips.Image:
    """Return the picture with everything outside the shape transparent."""
    image = with_alpha(image)
    mask = shape_mask(image.width, image.height, step.corners)
    alpha = (image[3] * mask).linear(1 / 255, 0.5, uchar=True)
    return image[:3].bandjoin(alpha).copy(interpretation="srgb")
