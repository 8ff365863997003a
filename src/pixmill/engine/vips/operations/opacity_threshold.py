"""Make wholly opaque or wholly transparent."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.engine.vips.tables import TOP
from pixmill.transform.operations import OpacityThreshold


def apply(image: pyvips.Image, step: OpacityThreshold) -> pyvips.Image:
    """Return the picture opaque where its alpha reaches the threshold, transparent elsewhere."""
    image = with_alpha(image)
    alpha = image[3] >= step.threshold / 100 * TOP
    return image[:3].bandjoin(alpha).copy(interpretation="srgb")
