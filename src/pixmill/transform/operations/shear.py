"""Slant the picture."""

import math
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.geometry import Size, round_half_up
from pixmill.transform.operations.problems import InvalidOperation

Slant = Annotated[float, msgspec.Meta(ge=-80, le=80)]


class ShearStep(msgspec.Struct, frozen=True, tag="shear", tag_field="op", kw_only=True):
    """Move every row to the side, then every column down, by shares of how far down and right.

    Attributes:
        across: pixels to the right for each pixel further down.
        down: pixels down for each pixel further right, after that.
        width: pixels across the box around the result.
        height: pixels down the box around the result.
    """

    across: float
    down: float
    width: int
    height: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height)).with_alpha()


class Shear(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="shear",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Slant the picture; the result is the upright box around it, its corners transparent.

    The first slant is CSS Transforms' `skewX`, the second its `skewY`.

    Attributes:
        x: degrees by which upright lines lean; positive moves the bottom to the right.
        y: degrees by which level lines tilt, after that; positive moves the right side down.
    """

    x: Slant | None = None
    y: Slant | None = None

    def __post_init__(self) -> None:
        if self.x is None and self.y is None:
            message = "A shear needs an angle."
            raise InvalidOperation(message, field="shear", action="Give x, y or both.")

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[ShearStep, ...]:
        """Return the step in numbers, or nothing where it would change nothing."""
        across, down = (math.tan(math.radians(angle or 0.0)) for angle in (self.x, self.y))
        if (across, down) == (0, 0):
            return ()
        width = canvas.width + canvas.height * abs(across)
        height = canvas.width * abs(down) + canvas.height * abs(1 + across * down)
        return (
            ShearStep(
                across=across,
                down=down,
                width=max(1, round_half_up(width)),
                height=max(1, round_half_up(height)),
            ),
        )
