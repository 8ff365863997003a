"""File formats: recognising them by content, what each can hold, and choosing one for a client."""

from dataclasses import dataclass
from enum import StrEnum

from pixmill.errors import PixmillError


class SourceFormat(StrEnum):
    """Formats that can be uploaded."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    AVIF = "avif"
    TIFF = "tiff"
    BMP = "bmp"
    ICO = "ico"
    SVG = "svg"


class OutputFormat(StrEnum):
    """Formats that a rendition can have."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    AVIF = "avif"
    TIFF = "tiff"
    BMP = "bmp"
    ICO = "ico"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a format can hold, and the words for it on the wire and on disk."""

    media_type: str
    extension: str
    alpha: bool
    animation: bool
    max_edge: int


CAPABILITIES: dict[OutputFormat, Capabilities] = {
    OutputFormat.JPEG: Capabilities(
        media_type="image/jpeg", extension="jpg", alpha=False, animation=False, max_edge=65_535
    ),
    OutputFormat.PNG: Capabilities(
        media_type="image/png", extension="png", alpha=True, animation=False, max_edge=2**31 - 1
    ),
    OutputFormat.WEBP: Capabilities(
        media_type="image/webp", extension="webp", alpha=True, animation=True, max_edge=16_383
    ),
    OutputFormat.GIF: Capabilities(
        media_type="image/gif", extension="gif", alpha=True, animation=True, max_edge=65_535
    ),
    OutputFormat.AVIF: Capabilities(
        media_type="image/avif", extension="avif", alpha=True, animation=False, max_edge=16_384
    ),
    OutputFormat.TIFF: Capabilities(
        media_type="image/tiff", extension="tiff", alpha=True, animation=False, max_edge=2**31 - 1
    ),
    OutputFormat.BMP: Capabilities(
        media_type="image/bmp", extension="bmp", alpha=True, animation=False, max_edge=2**31 - 1
    ),
    OutputFormat.ICO: Capabilities(
        media_type="image/x-icon", extension="ico", alpha=True, animation=False, max_edge=256
    ),
    # ISO 32000-1, annex C: a page has at most 14,400 points along each side.
    OutputFormat.PDF: Capabilities(
        media_type="application/pdf", extension="pdf", alpha=True, animation=False, max_edge=14_400
    ),
}
# What is seldom wanted back: the pictures in these are shown as PNG, which every viewer knows.
_NATURAL = {
    SourceFormat.BMP: OutputFormat.PNG,
    SourceFormat.ICO: OutputFormat.PNG,
    SourceFormat.SVG: OutputFormat.PNG,
}
_ALIASES = {"jpg": "jpeg", "tif": "tiff", "pjpg": "jpeg"}

SNIFF_BYTES = 1024
"""How many leading bytes `sniff` wants to see."""


class UnsupportedFormat(PixmillError):
    """The bytes are a picture, or a known kind of file, that Pixmill does not read or write."""

    code = "unsupported_format"
    action = "Use JPEG, PNG, WebP, GIF, AVIF, TIFF, BMP or ICO."


class NotAnImage(PixmillError):
    """The bytes are not a picture of any kind."""

    code = "not_an_image"
    action = "Upload a picture: JPEG, PNG, WebP, GIF, AVIF, TIFF, BMP or ICO."


class NotAcceptable(PixmillError):
    """The client's `Accept` header admits no format that a picture can be delivered in."""

    code = "not_acceptable"
    action = "Accept image/*, or one of image/jpeg, png, webp, avif, gif, tiff, bmp and x-icon."


# Why a recognised kind of file is refused; said to the person who uploaded it.
_HEIC = "This is a HEIC picture (HEVC inside HEIF), which Pixmill cannot decode."
_HEIC_ACTION = (
    "Export it as JPEG or AVIF; on an iPhone choose Settings > Camera > Formats > Most Compatible."
)
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"}
_AVIF_BRANDS = {b"avif", b"avis"}
_SIGNATURES = (
    (b"\xff\xd8\xff", SourceFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", SourceFormat.PNG),
    (b"GIF87a", SourceFormat.GIF),
    (b"GIF89a", SourceFormat.GIF),
    # Classic TIFF (42) and BigTIFF (43), little- and big-endian.
    *((start, SourceFormat.TIFF) for start in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")),
)
_ICON = b"\x00\x00\x01\x00"
_BITMAP_HEADERS = frozenset(
    size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124)
)
_NAMED_REFUSALS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF document, not a picture."),
    (b"8BPS", "This is a Photoshop document, which Pixmill does not read."),
    (b"\xff\x0a", "This is a JPEG XL picture, which Pixmill does not read."),
    (b"\x00\x00\x00\x0cJXL ", "This is a JPEG XL picture, which Pixmill does not read."),
    (b"\x00\x00\x00\x0cjP  ", "This is a JPEG 2000 picture, which Pixmill does not read."),
)


def sniff(head: bytes) -> SourceFormat:
    """Tell the format of a file from its first `SNIFF_BYTES` bytes; names and claims do not count.

    Raises:
        UnsupportedFormat: a kind of file that is known and not read.
        NotAnImage: anything else.
    """
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return SourceFormat.WEBP
    if _is_bitmap(head):
        return SourceFormat.BMP
    if head.startswith(_ICON) and head[4:6] != b"\x00\x00":
        return SourceFormat.ICO
    if head[4:8] == b"ftyp":
        return _sniff_isobmff(head)
    if _is_drawing(head):
        return SourceFormat.SVG
    _refuse_by_name(head)
    message = "The upload is empty." if not head else "The upload is not a picture."
    raise NotAnImage(message)


def parse_output_format(text: str) -> OutputFormat:
    """Return the format a caller names, such as `webp` or `jpg`, in any case.

    Raises:
        UnsupportedFormat: Pixmill does not write it.
    """
    word = text.strip().lower()
    try:
        return OutputFormat(_ALIASES.get(word, word))
    except ValueError:
        message = f"{text[:40]!r} is not a format Pixmill writes."
        raise UnsupportedFormat(message) from None


def natural_output(source: SourceFormat) -> OutputFormat:
    """Return the format a rendition has when nobody asks for another: mostly that of its source."""
    return _NATURAL.get(source) or OutputFormat(source.value)


def media_type_of(source: SourceFormat) -> str:
    """Return the media type of an original."""
    if source is SourceFormat.SVG:
        return "image/svg+xml"
    return CAPABILITIES[OutputFormat(source.value)].media_type


def extension_of(source: SourceFormat) -> str:
    """Return the extension of an original."""
    if source is SourceFormat.SVG:
        return "svg"
    return CAPABILITIES[OutputFormat(source.value)].extension


def _is_bitmap(head: bytes) -> bool:
    # Two letters alone are too common: the reserved bytes must be zero, the header of a known size.
    return head.startswith(b"BM") and head[6:10] == bytes(4) and head[14:18] in _BITMAP_HEADERS


def _is_drawing(head: bytes) -> bool:
    lead = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    # Comments of the editor and a document type may stand in front.
    has_front = lead.startswith((b"<?xml", b"<!--", b"<!DOCTYPE svg"))
    return lead.startswith(b"<svg") or (has_front and b"<svg" in lead)


def _sniff_isobmff(head: bytes) -> SourceFormat:
    # ISO/IEC 14496-12, 4.3: size, 'ftyp', major brand, minor version, compatible brands.
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
    if any(brand in _AVIF_BRANDS for brand in brands):
        return SourceFormat.AVIF
    if any(brand in _HEIC_BRANDS for brand in brands):
        raise UnsupportedFormat(_HEIC, action=_HEIC_ACTION)
    message = "This is a video or an unknown kind of media file, not a picture Pixmill reads."
    raise UnsupportedFormat(message)


def _refuse_by_name(head: bytes) -> None:
    for magic, message in _NAMED_REFUSALS:
        if head.startswith(magic):
            raise UnsupportedFormat(message)
