"""Make the whole picture more transparent."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings

FULL = 100.0
"""The opacity that changes nothing."""


class Opacity(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="opacity",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Make the whole picture more transparent.

    Attributes:
        amount: percent of its opacity that remains; 0 cannot be seen, 100 changes nothing.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 100.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Opacity", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount < FULL else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.with_alpha()
