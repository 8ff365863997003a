"""Blur a rectangle of the picture."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.operations.region import Asked, Edge, Offset, clip_region


class BlurRegionStep(msgspec.Struct, frozen=True, tag="blur_region", tag_field="op", kw_only=True):
    """Blur this rectangle, which lies wholly inside the picture."""

    sigma: float
    left: int
    top: int
    width: int
    height: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas


class BlurRegion(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="blur_region",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Blur a rectangle of the picture; nothing from outside of it is mixed in.

    Attributes:
        sigma: standard deviation of the Gaussian in pixels; 0 changes nothing.
        x: left edge of the rectangle, from the left of the picture.
        y: top edge of the rectangle, from the top of the picture.
        width: pixels across; without it to the right edge.
        height: pixels down; without it to the bottom edge.
    """

    sigma: Annotated[float, msgspec.Meta(ge=0, le=250)] = 20.0
    x: Offset = 0
    y: Offset = 0
    width: Edge | None = None
    height: Edge | None = None

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[BlurRegionStep, ...]:
        """Return the step in numbers.

        Raises:
            InvalidOperation: the rectangle lies wholly outside the picture.
        """
        if self.sigma == 0:
            return ()
        asked = Asked(self.x, self.y, self.width, self.height)
        left, top, width, height = clip_region(asked, canvas, name="blur_region")
        return (BlurRegionStep(sigma=self.sigma, left=left, top=top, width=width, height=height),)
