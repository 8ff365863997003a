"""Paint in oil: each pixel takes the mean of the smoothest of the four squares it is a corner of.

M. Kuwahara et al., Processing of RI-angiocardiographic images (1976).
"""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import OilPaintStep

# Rows of means that are kept, because four squares above and below one another ask for them.
_ROWS = 16


def apply(image: pyvips.Image, step: OilPaintStep) -> pyvips.Image:
    """Return the picture in strokes."""
    image = image.copy_memory()
    return on_colour(image, lambda colour: flattened(colour, step.reach))


def flattened(colour: pyvips.Image, reach: int) -> pyvips.Image:
    """Return the means of the smoothest squares, as fractions.

    Args:
        colour: three bands of 8-bit sRGB, in memory.
        reach: half the width of a square, less half a pixel.
    """
    width, height = colour.width, colour.height
    means = _means(colour, reach)
    best = means.crop(0, 0, width, height)
    for left, top in ((2 * reach, 0), (0, 2 * reach), (2 * reach, 2 * reach)):
        square = means.crop(left, top, width, height)
        best = (square[3] < best[3]).ifthenelse(square, best)
    return best[:3]


def _means(colour: pyvips.Image, reach: int) -> pyvips.Image:
    """Return the means of the square around each pixel, and how much lightness varies in it."""
    edge = 2 * reach + 1
    width, height = colour.width + 2 * reach, colour.height + 2 * reach
    wide = colour.embed(reach, reach, width, height, extend="copy")
    grey = wide.colourspace("b-w").cast("float")
    ones = pyvips.Image.new_from_array([[1.0] * edge], scale=edge)
    bands = wide.cast("float").bandjoin([grey, grey * grey])
    means = bands.convsep(ones, precision="float")
    rough = means[4] - means[3] * means[3]
    rows = -(-(2 * reach + 1) // _ROWS) + 4
    return (
        means[:3]
        .bandjoin(rough)
        .tilecache(tile_width=width, tile_height=_ROWS, max_tiles=2 * rows, access="sequential")
    )
