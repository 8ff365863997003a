"""Slant, with bicubic interpolation."""

import pyvips

from pixmill.engine.vips.colour import on_premultiplied, with_alpha
from pixmill.transform.operations import ShearStep


def apply(image: pyvips.Image, step: ShearStep) -> pyvips.Image:
    """Return the upright box around the slanted picture, its centre on that of the picture."""
    image = with_alpha(image).copy_memory()
    return on_premultiplied(image, lambda flat: _slanted(flat, step))


def _slanted(image: pyvips.Image, step: ShearStep) -> pyvips.Image:
    return image.affine(
        [1, step.across, step.down, 1 + step.across * step.down],
        interpolate=pyvips.Interpolate.new("bicubic"),
        idx=(1 - image.width) / 2,
        idy=(1 - image.height) / 2,
        odx=(step.width - 1) / 2,
        ody=(step.height - 1) / 2,
        oarea=[0, 0, step.width, step.height],
        extend="background",
        background=[0, 0, 0, 0],
        premultiplied=True,
    )
