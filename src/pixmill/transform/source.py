"""What must be known about an upload to plan work on it, without opening it again."""

from enum import StrEnum

import msgspec

from pixmill.transform.formats import SourceFormat
from pixmill.transform.geometry import Size

LYING_ORIENTATIONS = frozenset({5, 6, 7, 8})
"""EXIF orientations whose upright picture has its sides exchanged (EXIF 2.32, tag 0x0112)."""


class ColourSpace(StrEnum):
    """The family of colour spaces the pixels of a source are stored in."""

    RGB = "rgb"
    GREY = "grey"
    CMYK = "cmyk"
    OTHER = "other"


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Header facts of one upload.

    Attributes:
        format: what the bytes are, by their content.
        width: pixels across, as stored in the file (before EXIF orientation).
        height: pixels down, as stored in the file; of one frame.
        frames: 1 for a still picture.
        orientation: EXIF orientation, 1 to 8; 1 is upright.
        has_alpha: whether some pixels may be transparent.
        space: colour family of the stored pixels.
        bits: bits per channel: 1 to 16, or 32 for floating point.
        has_profile: whether an ICC profile is embedded.
    """

    format: SourceFormat
    width: int
    height: int
    frames: int = 1
    orientation: int = 1
    has_alpha: bool = False
    space: ColourSpace = ColourSpace.RGB
    bits: int = 8
    has_profile: bool = False

    @property
    def is_turned(self) -> bool:
        """Whether showing the picture upright swaps its width and height."""
        return self.orientation in LYING_ORIENTATIONS

    @property
    def upright(self) -> Size:
        """The size a viewer sees."""
        if self.is_turned:
            return Size(self.height, self.width)
        return Size(self.width, self.height)
