"""What the caller wants of the file itself: its format and how hard it is compressed."""

from enum import StrEnum
from typing import Annotated

import msgspec

from pixmill.transform.colour import WHITE, Colour
from pixmill.transform.formats import OutputFormat

Quality = Annotated[int, msgspec.Meta(ge=1, le=100)]

_DEFAULT_QUALITY = {
    # Numbers that look about alike across encoders: SSIMULACRA2 of 73 to 78 on photographs.
    OutputFormat.JPEG: 80,
    OutputFormat.WEBP: 80,
    OutputFormat.AVIF: 60,
    OutputFormat.PDF: 80,
}
_LOSSLESS = 100
_WITH_PROFILE = frozenset(
    {
        OutputFormat.JPEG,
        OutputFormat.PNG,
        OutputFormat.WEBP,
        OutputFormat.AVIF,
        OutputFormat.TIFF,
    }
)


class Profile(StrEnum):
    """What matters more where a picture is made smaller: the time it takes or how it looks.

    `fast` lets the decoder do all it can and averages stored values, as other services do;
    `balanced` comes near to the best picture at little more cost; `best` spares nothing that shows.
    """

    FAST = "fast"
    BALANCED = "balanced"
    BEST = "best"


class Keep(StrEnum):
    """What of the source gets into the file beside the pixels.

    `colours` keeps the colour profile of the source, for formats that can hold one, instead of
    bringing the picture to sRGB; `copyright` the names of artist and owner; `metadata` everything
    that is known of how and where the picture was taken.
    """

    NOTHING = "nothing"
    COLOURS = "colours"
    COPYRIGHT = "copyright"
    METADATA = "metadata"


class Output(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Wishes about the file.

    Attributes:
        format: the format; without it that of the source, or one the client accepts.
        quality: 1 to 100 as the encoder of the format counts it; without it a good default. For PNG
            a quality below 100 reduces the picture to a palette; formats without loss ignore it.
        progressive: whether a viewer can show the whole picture coarsely before it has all of the
            file (JPEG, PNG).
        lossless: whether every pixel is kept as it was drawn, whatever the quality (WebP, AVIF, PNG
            and PDF).
        keep: what of the source gets into the file beside the pixels.
        upright: whether the picture is turned as its EXIF orientation says before anything else.
        profile: how much time a resize may take to look well.
    """

    format: OutputFormat | None = None
    quality: Quality | None = None
    progressive: bool = False
    lossless: bool = False
    keep: Keep = Keep.NOTHING
    upright: bool = True
    profile: Profile = Profile.BALANCED


class Save(msgspec.Struct, frozen=True, kw_only=True):
    """How the engine writes the file, wholly in numbers.

    Attributes:
        quality: what the encoder is told.
        palette: reduce to at most 256 colours (PNG).
        progressive: store coarse before fine (JPEG, PNG).
        lossless: lose nothing (WebP, AVIF, PDF).
        keep: what of the source's metadata is written.
        background: what shows through where the format has no transparency.
    """

    format: OutputFormat
    quality: int
    palette: bool = False
    progressive: bool = False
    lossless: bool = False
    keep: Keep = Keep.NOTHING
    background: Colour = WHITE


def resolve_save(output: Output, chosen: OutputFormat) -> Save:
    """Return how to write `chosen`, with the defaults filled in."""
    quality = output.quality or _DEFAULT_QUALITY.get(chosen, _LOSSLESS)
    palette = chosen is OutputFormat.PNG and quality < _LOSSLESS and not output.lossless
    return Save(
        format=chosen,
        quality=quality,
        palette=palette,
        progressive=output.progressive,
        lossless=output.lossless,
        keep=output.keep,
    )


def keeps_colours(output: Output, chosen: OutputFormat) -> bool:
    """Tell whether pixels stay in the colour space of the source, which the file then names."""
    return output.keep is Keep.COLOURS and chosen in _WITH_PROFILE
