"""Sharpen by unsharp masking on sRGB values.

libvips' own `sharpen` works on the lightness of Lab and costs about ten times as much on a small
picture.
"""

import pyvips

from pixmill.engine.vips.colour import on_colour, on_premultiplied
from pixmill.transform.operations import Sharpen

_RADIUS = 1.0


def apply(image: pyvips.Image, step: Sharpen) -> pyvips.Image:
    """Return the picture plus a share of what a blur would take from it."""
    share = step.amount / 100

    blurred = on_premultiplied(image, lambda flat: flat.gaussblur(_RADIUS))[:3]

    def sharpen(colour: pyvips.Image) -> pyvips.Image:
        return colour.linear(1 + share, 0) - blurred.linear(share, 0)

    return on_colour(image, sharpen)
