"""Lighten or darken the middle tones; black and white stay what they are."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Gamma(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="gamma",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Lighten or darken the middle tones; black and white stay what they are.

    Attributes:
        value: exponent of the display; above 1 lighter, below 1 darker, 1 changes nothing.
    """

    value: Annotated[float, msgspec.Meta(ge=0.1, le=10)] = 1.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Gamma", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.value != 1 else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
