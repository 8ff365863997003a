"""The step that bends a picture along a circle; callers ask for it by the operation distort."""

import math

import msgspec

from pixmill.transform.canvas import Canvas
from pixmill.transform.geometry import Size, round_half_up

_HALF_TURN = 180.0


class ArcStep(msgspec.Struct, frozen=True, tag="arc", tag_field="op", kw_only=True):
    """Bend the picture along a circle.

    Attributes:
        angle: degrees of the circle that the picture covers; negative bends the ends up.
        inner: radius of the circle that the edge nearer to the centre lies on.
        depth: pixels from there to the outer edge: the height of the picture.
        centre_x: where the centre of the circle lies in the result.
        centre_y: the same, downwards.
        width: pixels across the box around the result.
        height: pixels down the box around the result.
    """

    angle: float
    inner: float
    depth: int
    centre_x: float
    centre_y: float
    width: int
    height: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height)).with_alpha()


def bend(size: Size, angle: float) -> ArcStep:
    """Return the step in numbers.

    The line through the middle keeps its length, as in ImageMagick's arc distortion, unless the
    circle were then smaller than half the height: the inner edge is at most drawn to a point.
    """
    radius = max(size.width / math.radians(abs(angle)), size.height / 2)
    inner, outer = radius - size.height / 2, radius + size.height / 2
    half = math.radians(abs(angle) / 2)
    side = outer if abs(angle) >= _HALF_TURN else outer * math.sin(half)
    # Of the two ends, what lies furthest from the top: inside below the horizon, outside above.
    low = -math.cos(half) * (outer if abs(angle) > _HALF_TURN else inner)
    width, height = max(1, round_half_up(2 * side)), max(1, round_half_up(outer + low))
    return ArcStep(
        angle=angle,
        inner=inner,
        depth=size.height,
        centre_x=width / 2,
        centre_y=outer if angle > 0 else height - outer,
        width=width,
        height=height,
    )
