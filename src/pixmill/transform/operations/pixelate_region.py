"""Turn a rectangle of the picture into a mosaic."""

from typing import Literal

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.operations.pixelate import PixelateStep, Square, mosaic
from pixmill.transform.operations.region import Asked, Edge, Offset, clip_region


class PixelateRegion(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="pixelate_region",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Turn a rectangle of the picture into a mosaic of squares.

    Attributes:
        square: pixels along the side of a square; 1 changes nothing. `auto` is a twentieth of
            the rectangle's shorter side.
        x: left edge of the rectangle, from the left of the picture.
        y: top edge of the rectangle, from the top of the picture.
        width: pixels across; without it to the right edge.
        height: pixels down; without it to the bottom edge.
    """

    square: Square | Literal["auto"] = "auto"
    x: Offset = 0
    y: Offset = 0
    width: Edge | None = None
    height: Edge | None = None

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[PixelateStep, ...]:
        """Return the step in numbers.

        Raises:
            InvalidOperation: the rectangle lies wholly outside the picture.
        """
        asked = Asked(self.x, self.y, self.width, self.height)
        return mosaic(self.square, clip_region(asked, canvas, name="pixelate_region"))
