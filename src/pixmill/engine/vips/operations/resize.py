"""Resample: with Lanczos where it shrinks, averaging whole pixels first, else bicubically."""

import pyvips

from pixmill.engine.vips.colour import OPAQUE, on_premultiplied
from pixmill.engine.vips.light import has_curve, tables, to_light, to_stored
from pixmill.transform.operations import Light, ResizeStep, Window

# Shifts by less of a pixel of the result cannot be seen.
_SMALLEST_SHIFT = 1 / 32
# Weights in so many steps are what libvips' quick convolution keeps: a finer scale comes out wrong
# by several values, and floating point takes four times as long.
_WEIGHT_STEPS = 64
# Pixels that may be held in memory because they are read twice: 48 MB of three channels.
_MOST_HELD = 16_000_000


def apply(image: pyvips.Image, step: ResizeStep) -> pyvips.Image:
    """Return the picture at exactly the size of the step."""
    if _could_be_opaque(image):
        image = image.copy_memory()
        last = image.bands - 1
        if image[last].min() == OPAQUE:
            return apply(image[:last], step).bandjoin(OPAQUE)
    shown = step.window or Window(0, 0, image.width, image.height)
    shrinks = image.width > step.width or image.height > step.height

    def resample(flat: pyvips.Image) -> pyvips.Image:
        if step.light is Light.STORED and shrinks and image.format == "uchar":
            # With alpha it comes as fractions, which are too slow for what is meant to be fast.
            flat = flat if flat.format == "uchar" else flat.rint().cast("uchar")
        return _shift(_enlarge(_shrink(flat, step, shown), step), flat, shown)

    if step.light is Light.STORED or not shrinks or not has_curve(image):
        return on_premultiplied(image, resample)
    if step.light is Light.GUIDED and _can_be_guided(image):
        return _shift(_enlarge(_shrink_guided(image, step, shown), step), image, shown)
    return to_stored(on_premultiplied(to_light(image), resample), image)


def _could_be_opaque(image: pyvips.Image) -> bool:
    """Tell whether it pays to look: screens mostly carry an alpha channel that says nothing."""
    return image.hasalpha() and _can_be_held(image)


def _can_be_guided(image: pyvips.Image) -> bool:
    return not image.hasalpha() and _can_be_held(image)


def _can_be_held(image: pyvips.Image) -> bool:
    return image.format == "uchar" and image.width * image.height <= _MOST_HELD


def _shrink_guided(image: pyvips.Image, step: ResizeStep, shown: Window) -> pyvips.Image:
    """Return about what averaging light of 16 bits gives, made with the quick code for 8 bits.

    An average of light in 8 bits is right within its rounding, which is coarse in the shadows; an
    average of stored values is fine, but wrong where bright and dark meet. So the first says
    between which values the result lies, and the second which of them it is.
    """
    held = image.copy_memory()
    least, greatest = tables().least, tables().greatest
    stored = _shrink(held, step, shown)
    light = _shrink(held.maplut(tables().coarsen), step, shown)
    guided = stored.maxpair(light.maplut(least)).minpair(light.maplut(greatest))
    return guided.copy(interpretation=image.interpretation)


def _shrink(image: pyvips.Image, step: ResizeStep, shown: Window) -> pyvips.Image:
    """Return the picture no larger than the step along either side."""
    width, height = min(image.width, step.width), min(image.height, step.height)
    if (width, height) == (image.width, image.height):
        return image
    small = image.resize(width / shown.width, vscale=height / shown.height)
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


def _shift(small: pyvips.Image, image: pyvips.Image, shown: Window) -> pyvips.Image:
    """Return the picture with the middle of the window in its middle: libvips keeps the picture's.

    At most a quarter of a pixel is between the two.
    """
    across = (shown.left + (shown.width - image.width) / 2) * small.width / shown.width
    down = (shown.top + (shown.height - image.height) / 2) * small.height / shown.height
    for distance, turn in ((across, "d0"), (down, "d90")):
        if abs(distance) > _SMALLEST_SHIFT:
            small = small.conv(_sampled_at(distance).rot(turn), precision="integer")
    return small


def _sampled_at(distance: float) -> pyvips.Image:
    """Return the mask that reads a row between its pixels: Catmull and Rom's cubic (1974).

    Args:
        distance: pixels to the right, less than one either way.
    """
    t = abs(distance)
    weights = [
        0.0,
        ((2 - t) * t - 1) * t / 2,
        ((3 * t - 5) * t * t + 2) / 2,
        ((4 - 3 * t) * t + 1) * t / 2,
        (t - 1) * t * t / 2,
    ]
    whole = [round(weight * _WEIGHT_STEPS) for weight in weights]
    whole[2] += _WEIGHT_STEPS - sum(whole)
    row = whole if distance > 0 else whole[::-1]
    return pyvips.Image.new_from_array([row], scale=_WEIGHT_STEPS)
