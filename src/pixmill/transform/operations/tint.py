"""Colour the picture by its lightness: dark parts in one colour, light parts in another."""

from itertools import pairwise
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import BLACK, WHITE, Colour
from pixmill.transform.operations.problems import InvalidOperation

Colours = Annotated[tuple[Colour, ...], msgspec.Meta(min_length=1, max_length=16)]
Position = Annotated[float, msgspec.Meta(ge=0, le=100)]
Positions = Annotated[tuple[Position, ...], msgspec.Meta(max_length=16)]


class Tint(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="tint",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Colour the picture by its lightness: dark parts in one colour, light parts in another.

    Attributes:
        amount: percent of the tinted picture in the mixture; 0 changes nothing.
        colours: from dark to light; a single one stands between black and white. Alpha is ignored.
        positions: percent of lightness at which each colour is reached, rising; without
            them the colours are spread evenly.
        equalise: whether the tones are first spread so that all are equally frequent.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 60.0
    colours: Colours = (Colour("ff0000ff"),)
    positions: Positions = ()
    equalise: bool = False

    def __post_init__(self) -> None:
        if self.positions and len(self.positions) != len(self.colours):
            message = f"There are {len(self.positions)} positions for {len(self.colours)} colours."
            action = "Give one for each colour, or none at all."
            raise InvalidOperation(message, field="tint.positions", action=action)
        if any(after <= before for before, after in pairwise(self.positions)):
            message = "The positions do not rise."
            raise InvalidOperation(message, field="tint.positions", action="Order the colours.")

    @property
    def stops(self) -> tuple[tuple[float, Colour], ...]:
        """Return each colour with the lightness, from 0 to 1, at which it is reached."""
        if self.positions:
            shares = [position / 100 for position in self.positions]
            return tuple(zip(shares, self.colours, strict=True))
        colours = self.colours if len(self.colours) > 1 else (BLACK, *self.colours, WHITE)
        last = len(colours) - 1
        return tuple((place / last, colour) for place, colour in enumerate(colours))

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Tint", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
