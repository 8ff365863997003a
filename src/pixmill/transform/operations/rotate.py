"""Turn the picture by any angle."""

from typing import Annotated, Literal

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour, is_opaque
from pixmill.transform.geometry import Size, normal_angle, rotated_bounds
from pixmill.transform.operations.problems import InvalidOperation

Degrees = Annotated[float, msgspec.Meta(ge=-36_000, le=36_000)]
_QUARTER = 90.0
_AUTOMATIC = {"auto_right": _QUARTER, "auto_left": 3 * _QUARTER}


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
        angle: degrees clockwise; negative turns the other way. `auto_right` and `auto_left` turn by
            a quarter where the picture does not lie as `toward` says.
        toward: how the picture shall lie; one with equal sides lies either way.
        background: colour of the corners that an oblique angle opens; without it transparent, or
            white where the format has no transparency.
    """

    angle: Degrees | Literal["auto_right", "auto_left"]
    toward: Literal["landscape", "portrait"] | None = None
    background: Colour | None = None

    def __post_init__(self) -> None:
        if isinstance(self.angle, str) and self.toward is None:
            message = "An automatic turn has to know how the picture shall lie."
            action = "Give landscape or portrait."
            raise InvalidOperation(message, field="rotate.toward", action=action)

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[RotateStep, ...]:
        """Return the step in numbers; none for whole turns."""
        angle = self._degrees(canvas)
        if angle == 0.0:
            return ()
        return (RotateStep(angle=angle, background=surroundings.backdrop(self.background)),)

    def _degrees(self, canvas: Canvas) -> float:
        if not isinstance(self.angle, str):
            return normal_angle(self.angle)
        upright = (canvas.width, canvas.height)
        wide, high = upright if self.toward == "landscape" else upright[::-1]
        return _AUTOMATIC[self.angle] if wide < high else 0.0
