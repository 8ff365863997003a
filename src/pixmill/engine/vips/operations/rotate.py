"""Turn clockwise: by quarters exactly, by other angles with bicubic interpolation."""

import pyvips

from pixmill.engine.vips.colour import band_values, on_premultiplied, with_alpha
from pixmill.transform.colour import is_opaque
from pixmill.transform.geometry import Size, rotated_bounds
from pixmill.transform.operations import RotateStep

_QUARTERS = {90.0: "d90", 180.0: "d180", 270.0: "d270"}


def apply(image: pyvips.Image, step: RotateStep) -> pyvips.Image:
    """Return the upright box around the turned picture."""
    quarter = _QUARTERS.get(step.angle)
    if quarter is not None:
        return image.copy_memory().rot(quarter)
    bounds = rotated_bounds(Size(image.width, image.height), step.angle)
    if not is_opaque(step.background):
        image = with_alpha(image)
    background = band_values(step.background, image.bands)
    turned = _turn(image.copy_memory(), step.angle, background)
    # libvips rounds the corners of the box outwards, the plan to the nearest pixel.
    return turned.gravity(
        "centre", bounds.width, bounds.height, extend="background", background=background
    )


def _turn(image: pyvips.Image, angle: float, background: list[int]) -> pyvips.Image:
    interpolate = pyvips.Interpolate.new("bicubic")
    if not image.hasalpha():
        return image.similarity(angle=angle, interpolate=interpolate, background=background)

    def turn(flat: pyvips.Image) -> pyvips.Image:
        alpha = background[-1] / 255
        premultiplied = [value * alpha for value in background[:-1]] + [background[-1]]
        return flat.similarity(angle=angle, interpolate=interpolate, background=premultiplied)

    return on_premultiplied(image, turn)
