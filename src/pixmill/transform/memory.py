"""How much memory a picture takes at worst, estimated from its numbers before it is opened."""

from collections.abc import Iterable

from pixmill.transform.canvas import Canvas
from pixmill.transform.formats import SourceFormat
from pixmill.transform.operations import PlanStep, SmartCropStep
from pixmill.transform.source import SourceFacts

_DEEP_BITS = 8
# Bytes for each stored pixel when a decoder must keep the whole picture: interlaced PNG, the
# coefficients of progressive JPEG, WebP and AVIF of any kind. Measured at 100 megapixels.
_WHOLE = {
    SourceFormat.JPEG: 6,
    SourceFormat.PNG: 4,
    SourceFormat.GIF: 4,
    SourceFormat.AVIF: 16,
    SourceFormat.TIFF: 4,
}
_WHOLE_OTHERWISE = 8
# PNG and TIFF keep 16 bits of each channel as they are.
_AS_STORED = {SourceFormat.PNG, SourceFormat.TIFF}
# A picture of 8-bit sRGB with alpha, once before and once after a step that needs all of it.
_DRAWN = 2 * 4


def bytes_to_decode(source: SourceFacts) -> int:
    """Return what decoding takes that keeps the whole picture, all its frames included."""
    deep = 2 if source.format in _AS_STORED and source.bits > _DEEP_BITS else 1
    per_pixel = _WHOLE.get(source.format, _WHOLE_OTHERWISE)
    return source.width * source.height * source.frames * per_pixel * deep


def bytes_to_draw(canvas: Canvas, steps: Iterable[PlanStep], *, frames: int) -> int:
    """Return what the largest picture on the way takes, if a step needs all of it at once.

    Args:
        canvas: the picture as the decoder hands it over.
        steps: what is done to it.
        frames: how many are drawn.
    """
    largest = 0
    for step in steps:
        if isinstance(step, SmartCropStep):
            # The picture is held to be searched before most of it is cut off.
            largest = max(largest, canvas.width * canvas.height)
        canvas = step.result(canvas)
        largest = max(largest, canvas.width * canvas.height)
    return largest * frames * _DRAWN


def most_bytes_to_decode(source_format: SourceFormat, *, pixels: int) -> int:
    """Return what a file of this format and so many pixels may take, whatever else it is."""
    worst = SourceFacts(format=source_format, width=pixels, height=1, bits=2 * _DEEP_BITS)
    return bytes_to_decode(worst)
