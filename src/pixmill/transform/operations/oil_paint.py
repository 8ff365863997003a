"""Make the picture look painted in oil."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.geometry import round_half_up

# At full strength a stroke is this share of the shorter side, so that a picture looks alike in
# every size; the most bounds the work for each pixel.
_WIDEST = 0.02
_MOST = 24


class OilPaintStep(msgspec.Struct, frozen=True, tag="oil_paint", tag_field="op", kw_only=True):
    """Paint with a brush that reaches twice `reach` pixels from every pixel."""

    reach: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas


class OilPaint(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="oil_paint",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Make the picture look painted in oil: flat strokes, crisp edges.

    Attributes:
        amount: width of the strokes in percent; 0 changes nothing.
    """

    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 30.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[OilPaintStep, ...]:
        """Return the step in numbers; any amount but none paints with at least a fine brush."""
        if self.amount == 0:
            return ()
        shorter = min(canvas.width, canvas.height)
        reach = round_half_up(shorter * _WIDEST * self.amount / 100)
        return (OilPaintStep(reach=min(max(reach, 1), _MOST)),)
