"""Sharpen the picture by unsharp masking."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Sharpen(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="sharpen",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Sharpen the picture by unsharp masking.

    Attributes:
        amount: strength in percent; 0 changes nothing.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=500)] = 100.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Sharpen", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
