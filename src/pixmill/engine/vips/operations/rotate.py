"""Turn clockwise: by quarters exactly, by other angles with bicubic interpolation."""

import math

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
    if not is_opaque(step.background):
        image = with_alpha(image)
    background = band_values(step.background, image.bands)
    return _turn(image.copy_memory(), step.angle, background)


def _turn(image: pyvips.Image, angle: float, background: list[int]) -> pyvips.Image:
    if not image.hasalpha():
        return _turn_about_centre(image, angle, background)
    alpha = background[-1] / 255
    premultiplied = [*(value * alpha for value in background[:-1]), background[-1]]
    return on_premultiplied(image, lambda flat: _turn_about_centre(flat, angle, premultiplied))


def _turn_about_centre(
    image: pyvips.Image, angle: float, background: list[int] | list[float]
) -> pyvips.Image:
    """Return the box of the plan's size, its centre on that of the picture.

    libvips' own `similarity` turns about a corner and leaves the picture up to a pixel off centre.
    """
    bounds = rotated_bounds(Size(image.width, image.height), angle)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return image.affine(
        [cos, -sin, sin, cos],
        interpolate=pyvips.Interpolate.new("bicubic"),
        idx=(1 - image.width) / 2,
        idy=(1 - image.height) / 2,
        odx=(bounds.width - 1) / 2,
        ody=(bounds.height - 1) / 2,
        oarea=[0, 0, bounds.width, bounds.height],
        extend="background",
        background=background,
        premultiplied=True,
    )
