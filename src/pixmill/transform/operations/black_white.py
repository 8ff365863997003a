"""Leave nothing but pure black and pure white."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class BlackWhite(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="black_white",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Leave nothing but pure black and pure white.

    Attributes:
        threshold: percent of lightness from which a pixel is white; 0 makes everything white.
    """

    threshold: Annotated[float, msgspec.Meta(ge=0, le=100)] = 50.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["BlackWhite", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
