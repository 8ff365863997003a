"""Turn the picture by any angle."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour, is_opaque
from pixmill.transform.geometry import Size, normal_angle, rotated_bounds

Degrees = Annotated[float, msgspec.Meta(ge=-36_000, le=36_000)]
_QUARTER = 90.0


class RotateStep(msgspec.Struct, frozen=True, tag="rotate", tag_field="op", kw_only=True):
    """Turn clockwise by `angle` degrees, more than 0 and less than 360, onto an upright surface."""

    angle: float
    background: Colour

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        if self.angle % 180.0 == 0.0:
            return canvas
        if self.angle % _QUARTER == 0.0:
            return canvas.resized(Size(canvas.height, canvas.width))
        turned = canvas.resized(rotated_bounds(canvas.size, self.angle))
        return turned.with_alpha(has_alpha=canvas.has_alpha or not is_opaque(self.background))


class Rotate(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="rotate",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Turn the picture clockwise; the result is the upright box around it.

    Attributes:
        angle: degrees clockwise; negative turns the other way.
        background: colour of the corners that an oblique angle opens; without it transparent, or
            white where the format has no transparency.
    """

    angle: Degrees
    background: Colour | None = None

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[RotateStep, ...]:
        """Return the step in numbers; none for whole turns."""
        angle = normal_angle(self.angle)
        if angle == 0.0:
            return ()
        return (RotateStep(angle=angle, background=surroundings.backdrop(self.background)),)
