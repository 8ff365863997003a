"""Draw a rim along the edge of what is not transparent."""

import math
from enum import StrEnum
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import BLACK, Colour
from pixmill.transform.geometry import Size

# At this many percent of softness the rim fades over about its own width.
_SOFT = 400
# A Gaussian is nothing beyond this many of its standard deviations.
_TAIL = 3


class OutlineMode(StrEnum):
    """On which side of the edge the rim lies, and whether the shape is painted too."""

    OUTER = "outer"
    INNER = "inner"
    FILL = "fill"
    INNER_FILL = "inner_fill"


class OutlineStep(msgspec.Struct, frozen=True, tag="outline", tag_field="op", kw_only=True):
    """Draw a rim.

    Attributes:
        rim: width of the rim in pixels.
        sigma: how soft it is, in pixels.
        margin: pixels by which the surface grows on every side.
    """

    mode: OutlineMode
    rim: int
    sigma: float
    colour: Colour
    margin: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        grown = Size(canvas.width + 2 * self.margin, canvas.height + 2 * self.margin)
        keeps = self.mode is OutlineMode.INNER and not canvas.has_alpha
        return canvas.resized(grown).with_alpha(has_alpha=not keeps)


class Outline(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="outline",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Draw a rim along the edge of what is not transparent.

    Attributes:
        mode: `outer` draws the rim around the shape, which makes the picture larger by it; `inner`
            within the shape; `fill` paints the shape and an outer rim in the colour; `inner_fill`
            paints the shape less an inner rim.
        width: pixels across the rim.
        blur: softness in percent: 0 is sharp, 100 fades over about half the width.
        colour: of the rim.
    """

    mode: OutlineMode = OutlineMode.OUTER
    width: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5
    blur: Annotated[float, msgspec.Meta(ge=0, le=200)] = 0.0
    colour: Colour = BLACK

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[OutlineStep, ...]:
        """Return the step in numbers."""
        sigma = self.width * self.blur / _SOFT
        grows = self.mode in {OutlineMode.OUTER, OutlineMode.FILL}
        return (
            OutlineStep(
                mode=self.mode,
                rim=self.width,
                sigma=sigma,
                colour=self.colour,
                margin=self.width + math.ceil(_TAIL * sigma) if grows else 0,
            ),
        )
