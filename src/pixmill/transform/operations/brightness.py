"""Make the picture lighter or darker."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Brightness(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="brightness",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Make the picture lighter or darker.

    Attributes:
        amount: percent; -100 is black, 0 changes nothing, 100 is white.
    """

    amount: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 0.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Brightness", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
