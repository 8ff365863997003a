"""Reads the facts of an upload and proves that all of it can be decoded."""

import pyvips

from pixmill.engine.protocol import Inspection
from pixmill.engine.vips.colour import on_premultiplied
from pixmill.engine.vips.load import open_source
from pixmill.engine.vips.operations import orient, to_srgb
from pixmill.engine.vips.problems import SourceUnsupported
from pixmill.transform.blurhash import encode_blurhash
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits, check_source
from pixmill.transform.operations import OrientStep, ToSRGBStep
from pixmill.transform.palette import find_palette
from pixmill.transform.plan import Load
from pixmill.transform.source import ColourSpace, SourceFacts

_ANIMATED = {SourceFormat.GIF, SourceFormat.WEBP}
_SPACES = {
    "srgb": ColourSpace.RGB,
    "rgb": ColourSpace.RGB,
    "rgb16": ColourSpace.RGB,
    "b-w": ColourSpace.GREY,
    "grey16": ColourSpace.GREY,
    "cmyk": ColourSpace.CMYK,
}
_BITS = {"uchar": 8, "ushort": 16}
# Placeholder and palette are drawn from about this many pixels along the longer side.
_SAMPLE_EDGE = 32
_WHITE = [255, 255, 255]
# EXIF 2.32, tag 0x0112; anything else is a mistake and means nothing.
_ORIENTATIONS = range(1, 9)


def inspect(descriptor: int, source_format: SourceFormat, limits: Limits) -> Inspection:
    """Return what a file holds; the header is held to the limits before a pixel is decoded.

    Raises:
        SourceTooLarge: more pixels or frames than allowed.
        SourceUnsupported: readable, but of a kind that cannot be decoded here.
        pyvips.Error: the file is damaged.
    """
    header = open_source(descriptor, Load(format=source_format))
    facts = _read_facts(header, source_format)
    check_source(limits, width=facts.width, height=facts.height, frames=facts.frames)
    if facts.frames > 1:
        # Every frame is decoded; the placeholder then shows the first.
        open_source(descriptor, Load(format=source_format, frames=facts.frames)).avg()
    sample = _sample(open_source(descriptor, Load(format=source_format)), facts)
    pixels = _pixels(sample)
    return Inspection(
        facts=facts,
        placeholder=encode_blurhash(pixels, width=sample.width, height=sample.height),
        palette=find_palette(pixels),
    )


def _read_facts(image: pyvips.Image, source_format: SourceFormat) -> SourceFacts:
    if source_format is SourceFormat.AVIF and _field(image, "heif-compression") not in {
        None,
        "av1",
    }:
        message = "The picture is HEVC inside HEIF, which cannot be decoded here."
        raise SourceUnsupported(message)
    frames = _count_frames(image) if source_format in _ANIMATED else 1
    return SourceFacts(
        format=source_format,
        width=image.width,
        height=image.get_page_height(),
        frames=frames,
        orientation=_orientation(image, source_format),
        has_alpha=bool(image.hasalpha()),
        space=_SPACES.get(image.interpretation, ColourSpace.OTHER),
        bits=_BITS.get(image.format, 32),
        has_profile=_field(image, "icc-profile-data") is not None,
    )


def _count_frames(image: pyvips.Image) -> int:
    count = _field(image, "n-pages")
    return count if isinstance(count, int) else 1


def _orientation(image: pyvips.Image, source_format: SourceFormat) -> int:
    # The HEIF decoder turns the picture itself; its tag would turn it twice.
    if source_format is SourceFormat.AVIF:
        return 1
    value = _field(image, "orientation")
    return value if value in _ORIENTATIONS and isinstance(value, int) else 1


def _field(image: pyvips.Image, name: str) -> object:
    return image.get(name) if image.get_typeof(name) != 0 else None


def _sample(image: pyvips.Image, facts: SourceFacts) -> pyvips.Image:
    """Return a few hundred pixels, upright, in sRGB over white, having decoded every row."""
    by = max(1, max(facts.width, facts.height) // _SAMPLE_EDGE)
    # Rounding up takes in the last rows and columns too: nothing may stay undecoded.
    small = on_premultiplied(image, lambda flat: flat.shrink(by, by, ceil=True)).copy_memory()
    small = to_srgb.apply(small, ToSRGBStep())
    if small.hasalpha():
        small = small.flatten(background=_WHITE)
    return orient.apply(small, OrientStep(facts.orientation)).copy_memory()


def _pixels(sample: pyvips.Image) -> list[tuple[int, int, int]]:
    values = bytes(sample.write_to_memory())
    return list(zip(values[0::3], values[1::3], values[2::3], strict=True))
