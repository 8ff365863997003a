"""Sharpen by an unsharp mask with a threshold."""

import pyvips

from pixmill.engine.vips.colour import on_colour, on_premultiplied
from pixmill.engine.vips.gaussian import gaussian
from pixmill.transform.operations import UnsharpMask


def apply(image: pyvips.Image, step: UnsharpMask) -> pyvips.Image:
    """Return the picture plus a share of its differences from a blur that reach the threshold.

    The formula is that of ImageMagick's unsharp operator, on sRGB values.
    """
    # A wide blur reads far ahead of the picture it is compared with: a stream would be past that.
    image = image.copy_memory()
    blurred = on_premultiplied(image, lambda flat: gaussian(flat, step.radius))[:3]

    def sharpen(colour: pyvips.Image) -> pyvips.Image:
        detail = colour - blurred
        if step.threshold > 0:
            detail = (detail.abs() >= step.threshold).ifthenelse(detail, 0)
        return colour + detail.linear(step.amount / 100, 0)

    return on_colour(image, sharpen)
