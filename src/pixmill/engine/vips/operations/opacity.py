"""Make more transparent."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.transform.operations import Opacity


def apply(image: pyvips.Image, step: Opacity) -> pyvips.Image:
    """Return the picture with its alpha multiplied."""
    image = with_alpha(image)
    alpha = image[3].linear(step.amount / 100, 0).rint().cast("uchar")
    return image[:3].bandjoin(alpha).copy(interpretation="srgb")
