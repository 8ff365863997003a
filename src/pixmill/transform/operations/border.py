"""Draw a rim around the picture."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import BLACK, Colour, is_opaque
from pixmill.transform.corners import Corners
from pixmill.transform.geometry import Size

RimWidth = Annotated[int, msgspec.Meta(ge=0, le=10_000)]


class BorderStep(msgspec.Struct, frozen=True, tag="border", tag_field="op", kw_only=True):
    """Put a rim of this many pixels around the picture.

    Attributes:
        corners: shape of the picture where its corners were rounded off; the rim follows it.
    """

    width: int
    colour: Colour
    corners: Corners | None = None

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        grown = canvas.resized(Size(canvas.width + 2 * self.width, canvas.height + 2 * self.width))
        if self.corners is not None:
            return grown.with_corners(self.corners.grown(self.width))
        return grown.with_alpha(has_alpha=canvas.has_alpha or not is_opaque(self.colour))


class Border(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="border",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Draw a rim around the picture, which grows by it on every side.

    It follows corners that were rounded off before.

    Attributes:
        width: pixels.
        colour: colour of the rim.
    """

    width: RimWidth = 1
    colour: Colour = BLACK

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[BorderStep, ...]:
        """Return the step in numbers."""
        if self.width == 0:
            return ()
        return (BorderStep(width=self.width, colour=self.colour, corners=canvas.corners),)
