"""Lighten the shadows and leave the lights alone."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings

NO_LIGHT = -100.0
"""The bias that changes nothing."""


class FillLight(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="fill_light",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Lighten the shadows and leave the lights alone.

    Attributes:
        amount: percent of the way; 0 changes nothing.
        bias: how strong the light is; -100 is none at all, 100 the strongest.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 100.0
    bias: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 0.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["FillLight", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount and self.bias > NO_LIGHT else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
