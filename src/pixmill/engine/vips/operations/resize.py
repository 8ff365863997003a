"""Resample: with Lanczos where it shrinks, averaging whole pixels first, else bicubically."""

import pyvips

from pixmill.engine.vips.colour import on_premultiplied
from pixmill.transform.operations import ResizeStep


def apply(image: pyvips.Image, step: ResizeStep) -> pyvips.Image:
    """Return the picture at exactly the size of the step."""

    def resample(flat: pyvips.Image) -> pyvips.Image:
        return _enlarge(_shrink(flat, step), step)

    return on_premultiplied(image, resample)


def _shrink(image: pyvips.Image, step: ResizeStep) -> pyvips.Image:
    """Return the picture no larger than the step along either side."""
    width, height = min(image.width, step.width), min(image.height, step.height)
    if (width, height) == (image.width, image.height):
        return image
    small = image.resize(width / image.width, vscale=height / image.height)
    if (small.width, small.height) == (width, height):
        return small
    # The rounding of a factor can cost a pixel.
    return small.embed(0, 0, width, height, extend="copy")


def _enlarge(image: pyvips.Image, step: ResizeStep) -> pyvips.Image:
    """Return the picture no smaller than the step along either side.

    libvips' own `resize` enlarges half a pixel of the result too far down and to the right.
    """
    if (image.width, image.height) == (step.width, step.height):
        return image
    return image.copy_memory().affine(
        [step.width / image.width, 0, 0, step.height / image.height],
        interpolate=pyvips.Interpolate.new("bicubic"),
        # Pixels are sampled at their centres, here and there.
        idx=0.5,
        idy=0.5,
        odx=-0.5,
        ody=-0.5,
        oarea=[0, 0, step.width, step.height],
        extend="copy",
        premultiplied=True,
    )
