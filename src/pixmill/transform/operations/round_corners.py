"""Round the corners off."""

from typing import Annotated, Literal

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.corners import Corners, corners_of
from pixmill.transform.operations.problems import InvalidOperation

Radius = Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class RoundCornersStep(
    msgspec.Struct, frozen=True, tag="round_corners", tag_field="op", kw_only=True
):
    """Make everything outside a rounded box transparent.

    Attributes:
        corners: the shape; no radius is above half the shorter side.
    """

    corners: Corners

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.with_corners(self.corners)


class RoundCorners(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="round_corners",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Round the corners off; what is cut away becomes transparent.

    Attributes:
        radius: pixels, or `max` for half the shorter side, or `ellipse` for the largest ellipse.
        radii: one to four radii in pixels, clockwise from the upper left, as in CSS.
    """

    radius: Radius | Literal["max", "ellipse"] = "max"
    radii: Annotated[tuple[Radius, ...], msgspec.Meta(min_length=1, max_length=4)] | None = None

    def __post_init__(self) -> None:
        if self.radii is not None and self.radius != "max":
            message = "Corners have either one radius or several radii, not both."
            field = "round_corners.radii"
            raise InvalidOperation(message, field=field, action="Leave one of them out.")

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[RoundCornersStep, ...]:
        """Return the step in numbers."""
        most = min(canvas.width, canvas.height) / 2
        if self.radii is not None:
            corners = corners_of(self.radii, most=most)
        elif self.radius == "ellipse":
            corners = Corners(is_ellipse=True)
        else:
            radius = most if self.radius == "max" else float(self.radius)
            corners = corners_of((radius,), most=most)
        return () if corners.are_square else (RoundCornersStep(corners=corners),)
