"""Let what is not transparent stand on a floor and cast a shadow."""

import math
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.geometry import Size

# A low light would cast endless shadows: at most this many times the height of the thing.
_LONGEST = 2.0
# The floor is seen at a slant: depth appears at half its length.
_FORESHORTENING = 0.5
# A shadow straight to the side would be a line without area.
_FLATTEST = 0.05
# At full spread the rim's standard deviation is this share of the shorter side, within bounds.
_SOFTEST = 0.05
_MOST_SIGMA = 100.0
# A Gaussian is nothing beyond this many of its standard deviations.
_TAIL = 3


class DropShadowStep(msgspec.Struct, frozen=True, tag="drop_shadow", tag_field="op", kw_only=True):
    """Cast the shape's shadow on the floor it stands on, on a surface that holds both.

    Attributes:
        left: pixels from the left of the surface to the picture.
        top: pixels from the top of the surface to the picture.
        width: pixels across the surface.
        height: pixels down the surface.
        across: pixels to the right that a pixel of height casts its shadow.
        down: pixels downwards that a pixel of height casts its shadow; never 0.
        sigma: how soft it is, in pixels.
    """

    left: int
    top: int
    width: int
    height: int
    across: float
    down: float
    sigma: float

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height)).with_alpha()


class DropShadow(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="drop_shadow",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Let what is not transparent stand on a floor and cast a shadow.

    Attributes:
        azimuth: where the light comes from, in degrees clockwise: 0 is behind the thing, 90 on its
            right, 180 before it.
        elevation: how high the light stands, in degrees: 90 is straight above.
        spread: softness in percent.
    """

    azimuth: Annotated[float, msgspec.Meta(ge=0, le=360)] = 215.0
    elevation: Annotated[float, msgspec.Meta(ge=0, le=90)] = 45.0
    spread: Annotated[float, msgspec.Meta(ge=0, le=100)] = 50.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[DropShadowStep, ...]:
        """Return the step in numbers."""
        across, down = self._cast()
        shorter = min(canvas.width, canvas.height)
        sigma = min(shorter * _SOFTEST * self.spread / 100, _MOST_SIGMA)
        rim = math.ceil(_TAIL * sigma) + 1
        left = math.ceil(max(0.0, -across * canvas.height)) + rim
        right = math.ceil(max(0.0, across * canvas.height)) + rim
        bottom = math.ceil(max(0.0, down * canvas.height)) + rim
        return (
            DropShadowStep(
                left=left,
                # Behind the thing a shadow is at most as high as it is.
                top=rim,
                width=canvas.width + left + right,
                height=canvas.height + rim + bottom,
                across=across,
                down=down,
                sigma=sigma,
            ),
        )

    def _cast(self) -> tuple[float, float]:
        """Return how far a pixel of height casts its shadow, to the right and down."""
        azimuth, elevation = math.radians(self.azimuth), math.radians(self.elevation)
        slope = math.tan(elevation)
        length = min(1 / slope, _LONGEST) if slope > 0 else _LONGEST
        across = -length * math.sin(azimuth)
        down = length * math.cos(azimuth) * _FORESHORTENING
        return across, math.copysign(max(abs(down), _FLATTEST), down)
