"""Turn the picture into a mosaic."""

from typing import Annotated, Literal

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.operations.region import Region

Square = Annotated[int, msgspec.Meta(ge=1, le=200)]

# Squares along the shorter side where no size is given: coarse enough to hide a face.
_SQUARES = 20
_SMALLEST, _LARGEST = 2, 200


class PixelateStep(msgspec.Struct, frozen=True, tag="pixelate", tag_field="op", kw_only=True):
    """Make squares of this many pixels along a side, from the top left of a rectangle."""

    square: int
    left: int
    top: int
    width: int
    height: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas


class Pixelate(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="pixelate",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Turn the picture into a mosaic of squares, each in the mean colour of what it hides.

    Attributes:
        square: pixels along the side of a square; 1 changes nothing. `auto` is a twentieth of
            the shorter side.
    """

    square: Square | Literal["auto"] = "auto"

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[PixelateStep, ...]:
        """Return the step in numbers, or nothing where it would change nothing."""
        return mosaic(self.square, Region(0, 0, canvas.width, canvas.height))


def mosaic(square: int | Literal["auto"], region: Region) -> tuple[PixelateStep, ...]:
    """Return the step that makes a mosaic of a rectangle, or nothing for squares of a pixel."""
    left, top, width, height = region
    usual = min(max(-(-min(width, height) // _SQUARES), _SMALLEST), _LARGEST)
    side = square if isinstance(square, int) else usual
    if side == 1:
        return ()
    return (PixelateStep(square=side, left=left, top=top, width=width, height=height),)
