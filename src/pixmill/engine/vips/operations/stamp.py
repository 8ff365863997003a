"""Laying a small picture with alpha over a large one, once or many times."""

import pyvips

from pixmill.engine.vips.colour import on_premultiplied


def turn(stamp: pyvips.Image, angle: float) -> pyvips.Image:
    """Return the stamp turned clockwise, on a transparent box around it."""
    if angle == 0.0:
        return stamp
    interpolate = pyvips.Interpolate.new("bicubic")
    turned = on_premultiplied(
        stamp, lambda flat: flat.similarity(angle=angle, interpolate=interpolate)
    )
    return turned.copy(interpretation="srgb").copy_memory()


def lay_over(
    image: pyvips.Image, stamp: pyvips.Image, *, left: int, top: int, spacing: int | None
) -> pyvips.Image:
    """Return the picture with the stamp over it.

    Args:
        image: three or four bands of 8-bit sRGB.
        stamp: four bands of 8-bit sRGB.
        left: pixels from the left; may lie outside.
        top: pixels from the top; may lie outside.
        spacing: pixels between repetitions that fill the picture; None stamps once.
    """
    if spacing is not None:
        stamp, left, top = _tiled(stamp, image, spacing), 0, 0
    stamped = image.composite2(stamp, "over", x=left, y=top)
    if not image.hasalpha():
        stamped = stamped[:3]
    return stamped.cast("uchar").copy(interpretation="srgb")


def _tiled(stamp: pyvips.Image, image: pyvips.Image, spacing: int) -> pyvips.Image:
    cell = stamp.embed(
        spacing // 2, spacing // 2, stamp.width + spacing, stamp.height + spacing
    ).copy_memory()
    across, down = -(-image.width // cell.width), -(-image.height // cell.height)
    return cell.replicate(across, down).crop(0, 0, image.width, image.height)
