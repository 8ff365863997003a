"""Lay a shadow behind the picture."""

import math
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import BLACK, Colour
from pixmill.transform.geometry import Size

Distance = Annotated[int, msgspec.Meta(ge=-2000, le=2000)]

# A Gaussian is nothing beyond this many of its standard deviations.
_TAIL = 3


class ShadowStep(msgspec.Struct, frozen=True, tag="shadow", tag_field="op", kw_only=True):
    """Lay a shadow behind the picture, on a surface that holds both.

    Attributes:
        left: pixels from the left of the surface to the picture.
        top: pixels from the top of the surface to the picture.
        width: pixels across the surface.
        height: pixels down the surface.
        x: pixels from the picture to its shadow, to the right.
        y: pixels from the picture to its shadow, downwards.
        sigma: how soft it is, in pixels.
        strength: in percent.
    """

    left: int
    top: int
    width: int
    height: int
    x: int
    y: int
    sigma: float
    strength: float
    colour: Colour

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height)).with_alpha()


class Shadow(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="shadow",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Lay a shadow behind the picture, which grows by what reaches over its edge.

    Attributes:
        strength: how dark the shadow is, in percent; 0 changes nothing.
        colour: of the shadow.
        x: pixels from the picture to its shadow; negative to the left.
        y: pixels from the picture to its shadow; negative upwards.
        blur: standard deviation of the soft rim in pixels; 0 is sharp.
    """

    strength: Annotated[float, msgspec.Meta(ge=0, le=100)] = 40.0
    colour: Colour = BLACK
    x: Distance = 10
    y: Distance = 10
    blur: Annotated[float, msgspec.Meta(ge=0, le=100)] = 5.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[ShadowStep, ...]:
        """Return the step in numbers, or nothing where it would change nothing."""
        if self.strength == 0:
            return ()
        rim = math.ceil(_TAIL * self.blur)
        left, right = max(0, rim - self.x), max(0, rim + self.x)
        top, bottom = max(0, rim - self.y), max(0, rim + self.y)
        return (
            ShadowStep(
                left=left,
                top=top,
                width=canvas.width + left + right,
                height=canvas.height + top + bottom,
                x=self.x,
                y=self.y,
                sigma=self.blur,
                strength=self.strength,
                colour=self.colour,
            ),
        )
