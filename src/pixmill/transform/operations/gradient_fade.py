"""Fade the picture out towards its edges."""

from enum import StrEnum
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.geometry import Size, round_half_up

Reach = Annotated[float, msgspec.Meta(ge=-100_000, le=100_000)]

_USUAL_REACH = 0.5
# The strength at which transparency grows evenly.
_EVEN = 20.0


class FadeMode(StrEnum):
    """Which edges fade."""

    ONE_SIDED = "one_sided"
    SYMMETRIC = "symmetric"
    SYMMETRIC_PAD = "symmetric_pad"


class GradientFadeStep(
    msgspec.Struct, frozen=True, tag="gradient_fade", tag_field="op", kw_only=True
):
    """Fade the picture out.

    Attributes:
        left: pixels over which it fades from that edge; 0 does not.
        top: the same.
        right: the same.
        bottom: the same.
        exponent: opacity is the share of the way from the edge to this power.
        grows: whether the surface grows by these pixels, and the picture's reflection fades there.
    """

    left: int
    top: int
    right: int
    bottom: int
    exponent: float
    grows: bool

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        if not self.grows:
            return canvas.with_alpha()
        width = canvas.width + self.left + self.right
        height = canvas.height + self.top + self.bottom
        return canvas.resized(Size(width, height)).with_alpha()


class GradientFade(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="gradient_fade",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Fade the picture out towards its edges.

    Attributes:
        mode: `one_sided` fades from one edge; `symmetric` from the opposite one too;
            `symmetric_pad` grows the picture by its reflection at both edges and fades only that.
        strength: how quickly the picture vanishes, in percent: 20 fades evenly, more takes more of
            the picture, 0 changes nothing.
        x: how far the fade reaches from the left edge, negative from the right one: up to 1 a share
            of the width, above it pixels.
        y: the same from the top edge, negative from the bottom one. Without x and y 0.5.
    """

    mode: FadeMode = FadeMode.ONE_SIDED
    strength: Annotated[float, msgspec.Meta(ge=0, le=100)] = 20.0
    x: Reach | None = None
    y: Reach | None = None

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[GradientFadeStep, ...]:
        """Return the step in numbers, or nothing where it would change nothing."""
        x = self.x or 0.0
        y = _USUAL_REACH if self.x is None and self.y is None else self.y or 0.0
        across, down = _pixels(x, canvas.width), _pixels(y, canvas.height)
        if self.strength == 0 or (across, down) == (0, 0):
            return ()
        both = self.mode is not FadeMode.ONE_SIDED
        return (
            GradientFadeStep(
                left=across if both or x > 0 else 0,
                top=down if both or y > 0 else 0,
                right=across if both or x < 0 else 0,
                bottom=down if both or y < 0 else 0,
                exponent=self.strength / _EVEN,
                grows=self.mode is FadeMode.SYMMETRIC_PAD,
            ),
        )


def _pixels(reach: float, side: int) -> int:
    length = abs(reach) * side if abs(reach) <= 1 else abs(reach)
    return min(round_half_up(length), side)
