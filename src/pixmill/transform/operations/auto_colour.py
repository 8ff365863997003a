"""Spread red, green and blue over the whole range, each by itself, against colour casts."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class AutoColour(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="auto_colour",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Spread red, green and blue over the whole range, each by itself, against colour casts.

    Attributes:
        amount: percent of the way; 0 changes nothing.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 100.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["AutoColour", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
