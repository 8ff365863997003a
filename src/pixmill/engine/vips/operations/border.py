"""Draw a rim around the picture."""

import pyvips

from pixmill.engine.vips.colour import band_values, on_premultiplied, with_alpha
from pixmill.engine.vips.shape import shape_mask
from pixmill.transform.colour import channels, is_opaque
from pixmill.transform.operations import BorderStep


def apply(image: pyvips.Image, step: BorderStep) -> pyvips.Image:
    """Return the picture within its rim."""
    if step.corners is not None or not is_opaque(step.colour):
        image = with_alpha(image)
    width, height = image.width + 2 * step.width, image.height + 2 * step.width
    if step.corners is None:
        colour = band_values(step.colour, image.bands)
        return image.embed(
            step.width, step.width, width, height, extend="background", background=colour
        )
    inner = shape_mask(image.width, image.height, step.corners)
    inner = inner.embed(step.width, step.width, width, height)
    outer = shape_mask(width, height, step.corners.grown(step.width))
    *colour, alpha = channels(step.colour)
    # The rim is what the shape of the picture leaves of the larger shape, so that the two add up
    # to a whole where they meet.
    cover = (outer - inner).linear(alpha / 255, 0)
    rim = (cover.new_from_image(colour)).bandjoin(cover).copy(interpretation="srgb").premultiply()
    placed = image.embed(step.width, step.width, width, height)
    return on_premultiplied(placed, lambda flat: flat + rim).copy(interpretation="srgb")
