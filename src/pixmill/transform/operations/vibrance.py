"""Strengthen muted colours more than those that are strong already."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Vibrance(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="vibrance",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Strengthen muted colours more than those that are strong already.

    Attributes:
        amount: percent; -100 greys out what is muted, 0 changes nothing, 100 is the strongest.
    """

    amount: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 20.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Vibrance", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
