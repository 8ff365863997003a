"""Lay the picture on a larger surface."""

import msgspec
import pyvips

from pixmill.engine.vips.colour import OPAQUE, band_values, with_alpha
from pixmill.transform.colour import WHITE, Colour, is_opaque
from pixmill.transform.operations import PadStep, Surface
from pixmill.transform.palette import find_palette

# Pixels along one side that colours are looked for among: every so many, so that none is mixed.
_SAMPLE_EDGE = 64
# What is less opaque than this is not counted as a colour of the picture.
_SEEN = 128


def apply(image: pyvips.Image, step: PadStep) -> pyvips.Image:
    """Return the surface with the picture on it."""
    if not is_opaque(step.background):
        image = with_alpha(image)
    if step.surface is Surface.GRADIENT:
        return _gradient(image, step).insert(image, step.left, step.top)
    background = band_values(step.background, image.bands)
    return image.embed(
        step.left, step.top, step.width, step.height, extend="background", background=background
    )


def find(image: pyvips.Image, step: PadStep) -> PadStep:
    """Return the step with the colours of its surface; the picture is read and stays whole."""
    width, height = image.width, image.height
    columns = [image.crop(0, 0, 1, height), image.crop(width - 1, 0, 1, height)]
    rows = [image.crop(0, 0, width, 1), image.crop(0, height - 1, width, 1)]
    if step.surface is Surface.GRADIENT:
        first, second = columns if _runs_across(image, step) else rows
        return msgspec.structs.replace(step, background=_main([first]), second=_main([second]))
    found = _main([*columns, *rows] if step.surface is Surface.BORDER else [image])
    return msgspec.structs.replace(step, background=found, surface=Surface.PLAIN)


def _main(parts: list[pyvips.Image]) -> Colour:
    """Return the commonest colour of some parts of a picture; white where nothing is seen."""
    seen: list[tuple[int, int, int]] = []
    for part in parts:
        across = max(1, part.width // _SAMPLE_EDGE)
        down = max(1, part.height // _SAMPLE_EDGE)
        values = bytes(with_alpha(part.subsample(across, down)).write_to_memory())
        pixels = zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True)
        seen += [(red, green, blue) for red, green, blue, alpha in pixels if alpha >= _SEEN]
    return next(iter(find_palette(seen)), WHITE)


def _runs_across(image: pyvips.Image, step: PadStep) -> bool:
    return step.width - image.width >= step.height - image.height


def _gradient(image: pyvips.Image, step: PadStep) -> pyvips.Image:
    """Return the surface: from the one colour at one edge evenly to the other at the opposite."""
    across = _runs_across(image, step)
    place = pyvips.Image.xyz(step.width, step.height)[0 if across else 1]
    share = (place + 0.5) / (step.width if across else step.height)
    start = band_values(step.background, 3)
    end = band_values(step.second or step.background, 3)
    steps = [last - first for first, last in zip(start, end, strict=True)]
    surface = (share * steps + start).rint().cast("uchar")
    surface = surface.bandjoin(OPAQUE) if image.hasalpha() else surface
    return surface.copy(interpretation="srgb")
