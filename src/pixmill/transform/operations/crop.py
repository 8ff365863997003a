"""Cut a rectangle out of the picture."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.geometry import Gravity, Size, place
from pixmill.transform.operations.problems import InvalidOperation

Edge = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Offset = Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class CropStep(msgspec.Struct, frozen=True, tag="crop", tag_field="op", kw_only=True):
    """Keep exactly this rectangle, which lies wholly inside the picture."""

    left: int
    top: int
    width: int
    height: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height))


class Crop(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="crop",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Cut a rectangle out of the picture; what reaches over the edge is left out.

    Attributes:
        width: pixels across.
        height: pixels down.
        x: left edge of the rectangle, from the left of the picture.
        y: top edge of the rectangle, from the top of the picture.
        gravity: the side or corner to keep; used when neither x nor y is given.
    """

    width: Edge
    height: Edge
    x: Offset | None = None
    y: Offset | None = None
    gravity: Gravity | None = None

    def __post_init__(self) -> None:
        if self.gravity is not None and (self.x is not None or self.y is not None):
            message = "A crop has either a position (x, y) or a gravity, not both."
            raise InvalidOperation(message, field="crop.gravity", action="Leave one of them out.")

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[CropStep, ...]:
        """Return the step in numbers.

        Raises:
            InvalidOperation: the rectangle lies wholly outside the picture.
        """
        if self.x is None and self.y is None:
            box = Size(min(self.width, canvas.width), min(self.height, canvas.height))
            left, top = place(box, canvas.size, self.gravity or Gravity.CENTER)
        else:
            left, top = self.x or 0, self.y or 0
            self._check_inside(canvas, left, top)
            box = Size(min(self.width, canvas.width - left), min(self.height, canvas.height - top))
        if box == canvas.size:
            return ()
        return (CropStep(left=left, top=top, width=box.width, height=box.height),)

    def _check_inside(self, canvas: Canvas, left: int, top: int) -> None:
        if left >= canvas.width or top >= canvas.height:
            message = (
                f"The crop starts at {left}, {top}, outside the picture, "
                f"which is {canvas.width} × {canvas.height} pixels there."
            )
            field = "crop.x" if left >= canvas.width else "crop.y"
            raise InvalidOperation(message, field=field, action="Start inside the picture.")
