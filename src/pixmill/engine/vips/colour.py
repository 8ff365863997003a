"""What the operations share in handling alpha and 8-bit sRGB."""

from collections.abc import Callable

import pyvips

from pixmill.transform.colour import Colour, channels

OPAQUE = 255


def with_alpha(image: pyvips.Image) -> pyvips.Image:
    """Return the picture with an alpha band, opaque if it had none."""
    return image if image.hasalpha() else image.bandjoin(OPAQUE)


def on_colour(
    image: pyvips.Image, function: Callable[[pyvips.Image], pyvips.Image]
) -> pyvips.Image:
    """Apply a function to the colour bands alone; alpha is carried round it."""
    # A cast cuts fractions off, which would darken the picture a little with every operation.
    if not image.hasalpha():
        return function(image).rint().cast("uchar").copy(interpretation="srgb")
    colour = function(image[: image.bands - 1]).rint().cast("uchar")
    return colour.bandjoin(image[image.bands - 1]).copy(interpretation="srgb")


def on_premultiplied(
    image: pyvips.Image, function: Callable[[pyvips.Image], pyvips.Image]
) -> pyvips.Image:
    """Apply a function that mixes neighbouring pixels, without invisible colours bleeding in."""
    if not image.hasalpha():
        return function(image)
    mixed = function(image.premultiply())
    return mixed.unpremultiply().rint().cast(image.format)


def band_values(colour: Colour, bands: int) -> list[int]:
    """Return the colour as one value per band, for pictures of three or four bands."""
    return list(channels(colour))[:bands]
