"""Sharpen the picture by an unsharp mask of any width."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class UnsharpMask(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="unsharp_mask",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Sharpen the picture by what a blur would take from it.

    Attributes:
        amount: strength in percent; 0 changes nothing.
        radius: standard deviation of that blur in pixels: how wide the rims are.
        threshold: differences from the blur below this many of 255 are left alone, such as noise.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=500)] = 100.0
    radius: Annotated[float, msgspec.Meta(ge=0.3, le=100)] = 1.0
    threshold: Annotated[float, msgspec.Meta(ge=0, le=255)] = 0.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["UnsharpMask", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
