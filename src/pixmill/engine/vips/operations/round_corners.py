"""Round the corners off."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.transform.operations import RoundCornersStep


def apply(image: pyvips.Image, step: RoundCornersStep) -> pyvips.Image:
    """Return the picture with everything outside the rounded box transparent."""
    image = with_alpha(image)
    distance = pyvips.Image.sdf(
        image.width,
        image.height,
        "rounded-box",
        # Distances are taken at corners of pixels; the box is moved so that they hold at centres.
        a=[-0.5, -0.5],
        b=[image.width - 0.5, image.height - 0.5],
        corners=[step.radius] * 4,
    )
    # Half a pixel on either side of the edge is the soft rim.
    mask = distance.linear(-1, 0.5).linear(255, 0, uchar=True)
    alpha = (image[3] * mask).linear(1 / 255, 0.5, uchar=True)
    return image[:3].bandjoin(alpha).copy(interpretation="srgb")
