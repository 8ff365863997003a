"""Make everything of one colour transparent."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour


class MakeTransparent(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="make_transparent",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Make everything of one colour transparent.

    Attributes:
        tolerance: how far in CIE Lab a colour may be from the one sought; over the next
            quarter of it the transparency fades out.
        colour: the colour to seek; without it that of the corners of the picture.
    """

    tolerance: Annotated[float, msgspec.Meta(ge=0, le=100)] = 10.0
    colour: Colour | None = None

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["MakeTransparent", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.with_alpha()
