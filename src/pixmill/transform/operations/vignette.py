"""Darken the picture towards its corners."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Vignette(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="vignette",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Darken the picture towards its corners, as lenses do.

    Attributes:
        amount: how much light the very corners lose, in percent; 0 changes nothing.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 20.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Vignette", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
