"""Spread the tones of the picture over the whole range, all colours alike."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class AutoContrast(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="auto_contrast",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Spread the tones of the picture over the whole range, all colours alike.

    Attributes:
        amount: percent of the way; 0 changes nothing.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 100.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["AutoContrast", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
