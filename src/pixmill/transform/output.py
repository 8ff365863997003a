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
}
_LOSSLESS = 100


class Profile(StrEnum):
    """What matters more where a picture is made smaller: the time it takes or how it looks.

    `fast` lets the decoder do all it can and averages stored values, as other services do;
    `balanced` comes near to the best picture at little more cost; `best` spares nothing that shows.
    """

    FAST = "fast"
    BALANCED = "balanced"
    BEST = "best"


class Output(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Wishes about the file.

    Attributes:
        format: the format; without it that of the source, or one the client accepts.
        quality: 1 to 100 as the encoder of the format counts it; without it a good default. For PNG
            a quality below 100 reduces the picture to a palette; GIF and TIFF ignore it.
        profile: how much time a resize may take to look well.
    """

    format: OutputFormat | None = None
    quality: Quality | None = None
    profile: Profile = Profile.BALANCED


class Save(msgspec.Struct, frozen=True, kw_only=True):
    """How the engine writes the file, wholly in numbers.

    Attributes:
        quality: what the encoder is told.
        palette: reduce to at most 256 colours (PNG).
        background: what shows through where the format has no transparency.
    """

    format: OutputFormat
    quality: int
    palette: bool = False
    background: Colour = WHITE


def resolve_save(output: Output, chosen: OutputFormat) -> Save:
    """Return how to write `chosen`, with the defaults filled in."""
    quality = output.quality or _DEFAULT_QUALITY.get(chosen, _LOSSLESS)
    palette = chosen is OutputFormat.PNG and quality < _LOSSLESS
    return Save(format=chosen, quality=quality, palette=palette)
