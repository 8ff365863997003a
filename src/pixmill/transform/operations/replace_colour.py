"""Turn one colour, with its lights and shades, into another."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour


class ReplaceColour(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="replace_colour",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Turn one colour, with its lights and shades, into another.

    Attributes:
        to: the colour to put in.
        tolerance: how far in CIE Lab a colour may be from the one sought; over the next
            quarter of it the change fades out.
        from_colour: the colour to seek; without it the most frequent strong colour of the picture.
    """

    to: Colour
    tolerance: Annotated[float, msgspec.Meta(ge=0, le=100)] = 50.0
    from_colour: Colour | None = None

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["ReplaceColour", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
