"""Cut a rectangle out of the picture."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.geometry import CutGravity, Focus, Gravity, Size, place, place_about
from pixmill.transform.operations.aspect import Aspect, largest_inside, ratio_of, with_ratio
from pixmill.transform.operations.problems import InvalidOperation
from pixmill.transform.operations.smart_crop import SmartCropStep

Edge = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Offset = Annotated[int, msgspec.Meta(ge=-100_000, le=100_000)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class CropStep(msgspec.Struct, frozen=True, tag="crop", tag_field="op", kw_only=True):
    """Keep exactly this rectangle, which lies wholly inside the picture."""

    left: int
    top: int
    width: int
    height: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height))


def focus_of(x: float | None, y: float | None) -> Focus | None:
    """Return the point, a missing share of it in the middle; None where nothing was given."""
    if x is None and y is None:
        return None
    return Focus(0.5 if x is None else x, 0.5 if y is None else y)


def keep(
    box: Size, outer: Size, *, gravity: CutGravity | None, focus: Focus | None
) -> tuple[CropStep | SmartCropStep, ...]:
    """Return the step that cuts the box out of the picture; none where it is all of it."""
    if box == outer:
        return ()
    if focus is not None:
        left, top = place_about(box, outer, focus)
    elif gravity is CutGravity.AUTO:
        return (SmartCropStep(width=box.width, height=box.height),)
    else:
        left, top = place(box, outer, gravity.compass if gravity else Gravity.CENTER)
    return (CropStep(left=left, top=top, width=box.width, height=box.height),)


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
        width: pixels across; without it as far as the picture or the aspect goes.
        height: pixels down; without it as far as the picture or the aspect goes.
        aspect: shape of the rectangle where a side is not given.
        x: left edge of the rectangle, from the left of the picture; with a gravity the distance
            from the side or corner it names, inwards.
        y: top edge of the rectangle, from the top of the picture; with a gravity the distance from
            the side or corner it names, inwards.
        gravity: the side, corner or subject to keep; the middle, unless x or y is given.
        focus_x: share of the width where the middle of the rectangle shall be.
        focus_y: share of the height where the middle of the rectangle shall be.
    """

    width: Edge | None = None
    height: Edge | None = None
    aspect: Aspect | None = None
    x: Offset | None = None
    y: Offset | None = None
    gravity: CutGravity | None = None
    focus_x: Share | None = None
    focus_y: Share | None = None

    def __post_init__(self) -> None:
        if self.width is None and self.height is None and self.aspect is None:
            message = "A crop needs a width, a height or an aspect."
            raise InvalidOperation(message, field="crop", action="Give width, height or both.")
        if self.aspect is not None:
            ratio_of(self.aspect, field="crop.aspect")
        self._check_place()

    def _check_place(self) -> None:
        focus = focus_of(self.focus_x, self.focus_y)
        is_moved = self.x is not None or self.y is not None
        if focus is not None and (is_moved or self.gravity is not None):
            message = "A crop has either a focus, or a position or gravity, not both."
            raise InvalidOperation(message, field="crop.focus_x", action="Leave one of them out.")
        if is_moved and self.gravity is CutGravity.AUTO:
            message = "A crop has either a position (x, y) or the gravity auto, not both."
            raise InvalidOperation(message, field="crop.gravity", action="Leave one of them out.")
        if self.gravity is None and min(self.x or 0, self.y or 0) < 0:
            field = "crop.x" if (self.x or 0) < 0 else "crop.y"
            message = "A crop without a gravity starts inside the picture, at 0 or more."
            raise InvalidOperation(message, field=field, action="Start inside the picture.")

    def resolve(
        self, canvas: Canvas, surroundings: Surroundings
    ) -> tuple[CropStep | SmartCropStep, ...]:
        """Return the step in numbers.

        Raises:
            InvalidOperation: the rectangle lies wholly outside the picture.
        """
        width, height = self._sides(canvas)
        if self.x is None and self.y is None:
            box = Size(min(width, canvas.width), min(height, canvas.height))
            focus = focus_of(self.focus_x, self.focus_y)
            return keep(box, canvas.size, gravity=self.gravity, focus=focus)
        if self.gravity is not None:
            box = Size(min(width, canvas.width), min(height, canvas.height))
            left, top = _moved(
                box, canvas.size, self.gravity.compass, by=(self.x or 0, self.y or 0)
            )
        else:
            left, top = self.x or 0, self.y or 0
            self._check_inside(canvas, left, top)
            box = Size(min(width, canvas.width - left), min(height, canvas.height - top))
        if box == canvas.size:
            return ()
        return (CropStep(left=left, top=top, width=box.width, height=box.height),)

    def _sides(self, canvas: Canvas) -> tuple[int, int]:
        width, height = self.width, self.height
        if self.aspect is not None:
            ratio = ratio_of(self.aspect, field="crop.aspect")
            if width is None and height is None:
                return largest_inside(canvas.size, ratio)
            width, height = with_ratio(ratio, width, height)
        return width or canvas.width, height or canvas.height

    def _check_inside(self, canvas: Canvas, left: int, top: int) -> None:
        if left >= canvas.width or top >= canvas.height:
            message = (
                f"The crop starts at {left}, {top}, outside the picture, "
                f"which is {canvas.width} × {canvas.height} pixels there."
            )
            field = "crop.x" if left >= canvas.width else "crop.y"
            raise InvalidOperation(message, field=field, action="Start inside the picture.")


def _moved(box: Size, outer: Size, gravity: Gravity, *, by: tuple[int, int]) -> tuple[int, int]:
    """Return left and top after a move inwards, as far as the picture goes."""
    left, top = place(box, outer, gravity)
    left += -by[0] if gravity.value.endswith("east") else by[0]
    top += -by[1] if gravity.value.startswith("south") else by[1]
    return (
        min(max(0, left), outer.width - box.width),
        min(max(0, top), outer.height - box.height),
    )
