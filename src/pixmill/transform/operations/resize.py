"""Change the size of the picture."""

from enum import StrEnum
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour
from pixmill.transform.geometry import Gravity, Size, cover, fit, place
from pixmill.transform.operations.crop import CropStep
from pixmill.transform.operations.pad import PadStep
from pixmill.transform.operations.problems import InvalidOperation

Edge = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class ResizeMode(StrEnum):
    """How width and height are met when both are given.

    `scale` distorts, `fit` stays inside the box, `fill` covers it and cuts what overflows, `pad`
    stays inside and fills the rest with the background, `limit` is `fit` that never enlarges.
    """

    SCALE = "scale"
    FIT = "fit"
    FILL = "fill"
    PAD = "pad"
    LIMIT = "limit"


class Window(msgspec.Struct, frozen=True):
    """The part of a picture that a resize shows, with edges that may lie between its pixels.

    It is at most a pixel smaller or larger than the picture along either side, and less than would
    change the size of the result.
    """

    left: float
    top: float
    width: float
    height: float


class ResizeStep(msgspec.Struct, frozen=True, tag="resize", tag_field="op"):
    """Resample to exactly this many pixels.

    Attributes:
        window: what the result shows where that is not the very picture.
    """

    width: int
    height: int
    window: Window | None = None

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height))


class Resize(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="resize",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Change the size of the picture.

    Attributes:
        width: pixels across; without it the height decides and the shape is kept.
        height: pixels down; without it the width decides and the shape is kept.
        mode: what happens to the shape when both are given.
        gravity: for `fill`, the part that is kept; for `pad`, where the picture stands.
        background: for `pad`, the colour of the rest; without it transparent, or white where the
            format has no transparency.
    """

    width: Edge | None = None
    height: Edge | None = None
    mode: ResizeMode = ResizeMode.FILL
    gravity: Gravity = Gravity.CENTER
    background: Colour | None = None

    def __post_init__(self) -> None:
        if self.width is None and self.height is None:
            message = "A resize needs a width or a height."
            raise InvalidOperation(message, field="resize", action="Give width, height or both.")

    def resolve(
        self, canvas: Canvas, surroundings: Surroundings
    ) -> tuple[ResizeStep | CropStep | PadStep, ...]:
        """Return the steps in numbers."""
        if self.mode is ResizeMode.LIMIT:
            return self._limit(canvas)
        if self.width is None or self.height is None or self.mode is ResizeMode.FIT:
            return _to(canvas, fit(canvas.size, self.width, self.height))
        box = Size(self.width, self.height)
        if self.mode is ResizeMode.SCALE:
            return _to(canvas, box)
        if self.mode is ResizeMode.PAD:
            return self._pad(canvas, box, surroundings)
        return self._fill(canvas, box)

    def _limit(self, canvas: Canvas) -> tuple[ResizeStep, ...]:
        fits_across = self.width is None or canvas.width <= self.width
        fits_down = self.height is None or canvas.height <= self.height
        if fits_across and fits_down:
            return ()
        return _to(canvas, fit(canvas.size, self.width, self.height))

    def _pad(
        self, canvas: Canvas, box: Size, surroundings: Surroundings
    ) -> tuple[ResizeStep | PadStep, ...]:
        inner = fit(canvas.size, box.width, box.height)
        resize = _to(canvas, inner)
        if inner == box:
            return resize
        left, top = place(inner, box, self.gravity)
        colour = surroundings.backdrop(self.background)
        return (
            *resize,
            PadStep(width=box.width, height=box.height, left=left, top=top, background=colour),
        )

    def _fill(self, canvas: Canvas, box: Size) -> tuple[ResizeStep | CropStep, ...]:
        outer = cover(canvas.size, box.width, box.height)
        resize = _to(canvas, outer)
        if outer == box:
            return resize
        left, top = place(box, outer, self.gravity)
        return (*resize, CropStep(left=left, top=top, width=box.width, height=box.height))


def _to(canvas: Canvas, size: Size) -> tuple[ResizeStep, ...]:
    if size == canvas.size:
        return ()
    return (ResizeStep(size.width, size.height),)
