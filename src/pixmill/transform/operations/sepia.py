"""Tone the picture in the brown of old photographs."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Sepia(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="sepia",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Tone the picture in the brown of old photographs.

    Attributes:
        amount: strength in percent; 0 changes nothing.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 100.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Sepia", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
