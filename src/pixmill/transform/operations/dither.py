"""Draw every channel in dots that are either off or full, as old printers did."""

from enum import StrEnum

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class DitherPattern(StrEnum):
    """Patterns of dots; their order is that in which other services number them from 0."""

    THRESHOLD = "threshold"
    CHECKERBOARD = "checkerboard"
    ORDERED_2X2 = "ordered_2x2"
    ORDERED_3X3 = "ordered_3x3"
    ORDERED_4X4 = "ordered_4x4"
    ORDERED_8X8 = "ordered_8x8"
    HALFTONE_ANGLED_4X4 = "halftone_angled_4x4"
    HALFTONE_ANGLED_6X6 = "halftone_angled_6x6"
    HALFTONE_ANGLED_8X8 = "halftone_angled_8x8"
    HALFTONE_4X4 = "halftone_4x4"
    HALFTONE_6X6 = "halftone_6x6"
    HALFTONE_8X8 = "halftone_8x8"
    HALFTONE_16X16 = "halftone_16x16"
    CIRCLES_5X5_BLACK = "circles_5x5_black"
    CIRCLES_5X5_WHITE = "circles_5x5_white"
    CIRCLES_6X6_BLACK = "circles_6x6_black"
    CIRCLES_6X6_WHITE = "circles_6x6_white"
    CIRCLES_7X7_BLACK = "circles_7x7_black"
    CIRCLES_7X7_WHITE = "circles_7x7_white"


class Dither(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="dither",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Draw every channel in dots that are either off or full, as old printers did.

    Attributes:
        pattern: which dots.
    """

    pattern: DitherPattern = DitherPattern.ORDERED_8X8

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Dither", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
