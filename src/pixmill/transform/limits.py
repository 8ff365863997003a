"""How much of anything one picture may ask for; checked in numbers before a pixel is decoded."""

from dataclasses import dataclass

from pixmill.errors import PixmillError
from pixmill.transform.formats import SourceFormat, UnsupportedFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Upper bounds on sources and results; every one of them is a setting.

    Attributes:
        max_source_pixels: width × height × frames of an upload. 100 million covers every camera in
            use with room to spare, and bounds a full decode to about 400 MB.
        max_source_edge: pixels along one side of an upload. A picture of 99,999,999 × 1 pixels is
            below any sensible total and still takes gigabytes per row of tiles.
        max_frames: frames of an animated upload.
        max_output_pixels: width × height × frames of a result.
        max_output_edge: pixels along one side of a result; 16,383 is also the most WebP can store.
        max_operations: operations in one recipe.
        allow_svg: whether drawings may be uploaded. A drawing is a program: it is only let in where
            somebody wants it.
    """

    max_source_pixels: int = 100_000_000
    max_source_edge: int = 32_768
    max_frames: int = 500
    max_output_pixels: int = 50_000_000
    max_output_edge: int = 16_383
    max_operations: int = 60
    allow_svg: bool = False


class SourceTooLarge(PixmillError):
    """An upload has more pixels, longer edges or more frames than the limits allow."""

    code = "source_too_large"
    action = "Upload a smaller picture, or ask the operator to raise the limit."


class OutputTooLarge(PixmillError):
    """A recipe asks for a result with more pixels or longer edges than the limits allow."""

    code = "output_too_large"
    action = "Ask for a smaller width or height."


class TooManyOperations(PixmillError):
    """A recipe has more operations than the limits allow."""

    code = "too_many_operations"
    action = "Use fewer operations in one request."


def check_allowed(limits: Limits, source_format: SourceFormat) -> None:
    """Refuse a format that has to be allowed first.

    Raises:
        UnsupportedFormat: it was not.
    """
    if source_format is SourceFormat.SVG and not limits.allow_svg:
        message = "This is an SVG drawing, which this service does not take."
        action = "Export it as PNG, or ask the operator to allow SVG."
        raise UnsupportedFormat(message, field="file", action=action)


def check_source(limits: Limits, *, width: int, height: int, frames: int) -> None:
    """Refuse a source that would cost too much to decode.

    Raises:
        SourceTooLarge: with the figure and the limit it breaks.
    """
    if frames > limits.max_frames:
        message = f"The picture has {frames} frames; at most {limits.max_frames} are allowed."
        raise SourceTooLarge(message)
    if max(width, height) > limits.max_source_edge:
        message = (
            f"The picture is {width} × {height} pixels; "
            f"at most {limits.max_source_edge} are allowed along one side."
        )
        raise SourceTooLarge(message)
    pixels = width * height * frames
    if pixels > limits.max_source_pixels:
        message = (
            f"The picture has {pixels} pixels in all ({width} × {height} × {frames} frames); "
            f"at most {limits.max_source_pixels} are allowed."
        )
        raise SourceTooLarge(message)


def check_output(limits: Limits, *, width: int, height: int, frames: int) -> None:
    """Refuse a result, or a step on the way to it, that would cost too much to make.

    Raises:
        OutputTooLarge: with the figure and the limit it breaks.
    """
    if max(width, height) > limits.max_output_edge:
        message = (
            f"A result of {width} × {height} pixels was asked for; "
            f"at most {limits.max_output_edge} are allowed along one side."
        )
        raise OutputTooLarge(message)
    pixels = width * height * frames
    if pixels > limits.max_output_pixels:
        message = (
            f"A result of {pixels} pixels in all was asked for; "
            f"at most {limits.max_output_pixels} are allowed."
        )
        raise OutputTooLarge(message)
