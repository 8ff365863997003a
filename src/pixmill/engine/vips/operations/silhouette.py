"""The shape of what is not transparent: growing, shrinking, softening and painting it."""

import math

import pyvips

from pixmill.engine.vips.colour import OPAQUE
from pixmill.engine.vips.gaussian import gaussian
from pixmill.transform.colour import Colour, channels

# A disc of this radius is still a quick mask; wider ones work on a smaller picture.
_WIDEST_DISC = 16
# On the smaller picture a shape is wherever anything of it is, so that no thin line gets lost.
_TRACE = 16
_HALF = 128
# A rim is softened by at least this, so that it has no stairs.
_SMOOTH = 0.6
_TAIL = 0.02


def grown(shape: pyvips.Image, width: int) -> pyvips.Image:
    """Return a shape made wider by so many pixels on every side; its rim is hard.

    Args:
        shape: one band, 255 inside and 0 outside.
        width: pixels, from 1 to 100.
    """
    factor = -(-width // _WIDEST_DISC)
    if factor == 1:
        return (shape >= _HALF).morph(_disc(width), "dilate")
    across, down = -(-shape.width // factor), -(-shape.height // factor)
    small = shape.embed(0, 0, across * factor, down * factor).shrink(factor, factor)
    wide = (small >= _TRACE).morph(_disc(width / factor), "dilate")
    large = wide.copy_memory().affine(
        [factor, 0, 0, factor],
        interpolate=pyvips.Interpolate.new("bilinear"),
        idx=0.5,
        idy=0.5,
        odx=-0.5,
        ody=-0.5,
        oarea=[0, 0, shape.width, shape.height],
        extend="copy",
    )
    # Enough to take the stairs of the smaller picture away again.
    return large.gaussblur(1.2 * factor, min_ampl=_TAIL) >= _HALF


def shrunk(shape: pyvips.Image, width: int) -> pyvips.Image:
    """Return a shape made narrower by so many pixels on every side, also along the picture's."""
    rim = width + 1
    outside = shape.linear(-1, OPAQUE, uchar=True).embed(
        rim,
        rim,
        shape.width + 2 * rim,
        shape.height + 2 * rim,
        extend="background",
        background=OPAQUE,
    )
    left = grown(outside, width).crop(rim, rim, shape.width, shape.height)
    return left.linear(-1, OPAQUE, uchar=True)


def softened(shape: pyvips.Image, sigma: float) -> pyvips.Image:
    """Return a shape with a soft rim."""
    return gaussian(shape, max(sigma, _SMOOTH))


def painted(shape: pyvips.Image, colour: Colour, *, opacity: float = 1.0) -> pyvips.Image:
    """Return a shape in a colour on transparent ground."""
    red, green, blue, alpha = channels(colour)
    surface = shape.new_from_image([red, green, blue]).cast("uchar")
    band = shape.linear(opacity * alpha / OPAQUE, 0.5, uchar=True)
    return surface.bandjoin(band).copy(interpretation="srgb")


def laid(image: pyvips.Image, over: pyvips.Image, mode: str = "over") -> pyvips.Image:
    """Return a picture with another of the same size on top, both with alpha."""
    return image.composite2(over, mode).rint().cast("uchar").copy(interpretation="srgb")


def _disc(radius: float) -> pyvips.Image:
    reach = math.floor(radius)
    places = range(-reach, reach + 1)
    # In these masks 255 takes part and 128 does not. The quarter rounds the disc off evenly.
    rows = [
        [OPAQUE if math.hypot(x, y) <= radius + 0.25 else _HALF for x in places] for y in places
    ]
    return pyvips.Image.new_from_array(rows)
