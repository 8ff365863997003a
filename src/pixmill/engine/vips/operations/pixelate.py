"""Make a mosaic: average squares, and show each as large as it was."""

import pyvips

from pixmill.engine.vips.colour import on_premultiplied
from pixmill.transform.operations import PixelateStep


def apply(image: pyvips.Image, step: PixelateStep) -> pyvips.Image:
    """Return the picture with the rectangle in squares."""
    if (step.width, step.height) == (image.width, image.height):
        return _mosaic(image, step.square)
    image = image.copy_memory()
    region = image.crop(step.left, step.top, step.width, step.height)
    return image.insert(_mosaic(region, step.square), step.left, step.top)


def _mosaic(image: pyvips.Image, square: int) -> pyvips.Image:
    width, height = image.width, image.height
    across, down = -(-width // square), -(-height // square)

    def average(flat: pyvips.Image) -> pyvips.Image:
        # The last squares may reach over the edge: they are filled with what is at the edge.
        whole = flat.embed(0, 0, across * square, down * square, extend="copy")
        return whole.shrink(square, square)

    small = on_premultiplied(image, average).copy_memory()
    return small.zoom(square, square).crop(0, 0, width, height)
