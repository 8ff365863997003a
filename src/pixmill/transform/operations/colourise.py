"""Mix one colour into the whole picture."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour


class Colourise(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="colourise",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Mix one colour into the whole picture.

    Attributes:
        amount: percent of the colour in the mixture; 0 changes nothing, 100 leaves nothing
            but the colour.
        colour: the colour; one with alpha is mixed in that much less.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 100.0
    colour: Colour = Colour("808080ff")

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Colourise", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
