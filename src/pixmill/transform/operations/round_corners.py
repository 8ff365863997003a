"""Round the corners off."""

from typing import Annotated, Literal

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings

Radius = Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class RoundCornersStep(
    msgspec.Struct, frozen=True, tag="round_corners", tag_field="op", kw_only=True
):
    """Make everything outside a rounded box transparent.

    Attributes:
        radius: pixels; at most half the shorter side.
    """

    radius: float

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.with_alpha()


class RoundCorners(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="round_corners",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Round the corners off; what is cut away becomes transparent.

    Attributes:
        radius: pixels, or `max` for an ellipse's worth: half the shorter side.
    """

    radius: Radius | Literal["max"] = "max"

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[RoundCornersStep, ...]:
        """Return the step in numbers."""
        most = min(canvas.width, canvas.height) / 2
        radius = most if self.radius == "max" else min(float(self.radius), most)
        if radius == 0:
            return ()
        return (RoundCornersStep(radius=radius),)
