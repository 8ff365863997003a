"""Fade out towards the edges."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.transform.operations import GradientFadeStep


def apply(image: pyvips.Image, step: GradientFadeStep) -> pyvips.Image:
    """Return the picture with its alpha multiplied by ramps."""
    image = with_alpha(image)
    if step.grows:
        width = image.width + step.left + step.right
        height = image.height + step.top + step.bottom
        # A reflection reads backwards, which a stream cannot.
        image = image.copy_memory().embed(step.left, step.top, width, height, extend="mirror")
    right = pyvips.Image.xyz(image.width, 1)[0]
    across = _ramp(right, step.left, step.exponent)
    across = across * _ramp(right.flip("horizontal"), step.right, step.exponent)
    below = pyvips.Image.xyz(1, image.height)[1]
    down = _ramp(below, step.top, step.exponent)
    down = down * _ramp(below.flip("vertical"), step.bottom, step.exponent)
    size = (image.width, image.height)
    share = across.embed(0, 0, *size, extend="copy") * down.embed(0, 0, *size, extend="copy")
    alpha = (image[3] * share).rint().cast("uchar")
    return image[:3].bandjoin(alpha).copy(interpretation="srgb")


def _ramp(distance: pyvips.Image, length: int, exponent: float) -> pyvips.Image:
    """Return the share that is left at each distance from an edge."""
    if length == 0:
        return distance.linear(0, 1)
    share = distance.linear(1 / length, 0.5 / length)
    return (share > 1).ifthenelse(1, share) ** exponent
