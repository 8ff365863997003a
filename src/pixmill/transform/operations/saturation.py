"""Make colours stronger or weaker."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Saturation(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="saturation",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Make colours stronger or weaker.

    Attributes:
        amount: percent; -100 is grey, 0 changes nothing, 100 doubles the distance from grey.
    """

    amount: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 0.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Saturation", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
