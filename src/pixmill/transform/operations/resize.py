"""Change the size of the picture."""

import math
from enum import StrEnum
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour
from pixmill.transform.geometry import CutGravity, Gravity, Size, cover, fit, place, scaled
from pixmill.transform.operations.aspect import (
    Aspect,
    largest_inside,
    ratio_of,
    smallest_around,
    with_ratio,
)
from pixmill.transform.operations.crop import CropStep, Share, focus_of, keep
from pixmill.transform.operations.pad import PadStep, Surface, check_surface, surface_colour
from pixmill.transform.operations.problems import InvalidOperation
from pixmill.transform.operations.smart_crop import SmartCropStep

Edge = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Zoom = Annotated[float, msgspec.Meta(ge=0.01, le=100)]


class ResizeMode(StrEnum):
    """How width and height are met when both are given.

    `scale` distorts. `fit` stays inside the box, `limit` is `fit` that never enlarges, `mfit` is
    `fit` that never makes smaller. `fill` covers the box and cuts what overflows, `lfill` never
    enlarges for that, `thumb` is `fill` that may come nearer, `auto` is `fill` about what catches
    the eye. `pad` stays inside and fills the rest with the background, `lpad` never enlarges for
    that, `mpad` never resizes, `fill_pad` fills where little is lost and pads elsewhere.
    """

    SCALE = "scale"
    FIT = "fit"
    LIMIT = "limit"
    MFIT = "mfit"
    FILL = "fill"
    LFILL = "lfill"
    PAD = "pad"
    LPAD = "lpad"
    MPAD = "mpad"
    FILL_PAD = "fill_pad"
    THUMB = "thumb"
    AUTO = "auto"


FILLING = frozenset(
    {ResizeMode.FILL, ResizeMode.LFILL, ResizeMode.FILL_PAD, ResizeMode.THUMB, ResizeMode.AUTO}
)
"""Modes that may cut something off."""
PADDING = frozenset({ResizeMode.PAD, ResizeMode.LPAD, ResizeMode.MPAD, ResizeMode.FILL_PAD})
"""Modes that may put the picture on a larger surface."""
_ZOOMING = frozenset({ResizeMode.FILL, ResizeMode.THUMB, ResizeMode.AUTO})
_NEVER_LARGER = frozenset({ResizeMode.LIMIT, ResizeMode.LFILL, ResizeMode.LPAD})
# `fill_pad` fills where at least this share of the picture stays.
_LEAST_KEPT = 0.75


class Light(StrEnum):
    """How pixels are averaged where the picture shrinks.

    `stored` averages the values of the file, `linear` the light they stand for, which keeps bright
    lines on dark ground bright; `guided` comes near to `linear` at little more than the cost of
    `stored`.
    """

    STORED = "stored"
    GUIDED = "guided"
    LINEAR = "linear"


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
        light: how pixels are averaged.
    """

    width: int
    height: int
    window: Window | None = None
    light: Light = Light.GUIDED

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
        aspect: shape of the box where a side is not given.
        mode: what happens to the shape when both are given.
        gravity: where something is cut off, what is kept; on a larger surface, where the picture
            stands.
        focus_x: share of the width that stays in the middle when something is cut off.
        focus_y: share of the height that stays in the middle when something is cut off.
        zoom: for `fill`, `thumb` and `auto`, how much nearer to come; below 1 changes nothing.
        background: on a larger surface, the colour of the rest; without it transparent, or white
            where the format has no transparency.
        surface: on a larger surface, `plain` or where its colours are taken from.
    """

    width: Edge | None = None
    height: Edge | None = None
    aspect: Aspect | None = None
    mode: ResizeMode = ResizeMode.FILL
    gravity: CutGravity | None = None
    focus_x: Share | None = None
    focus_y: Share | None = None
    zoom: Zoom = 1.0
    background: Colour | None = None
    surface: Surface = Surface.PLAIN

    def __post_init__(self) -> None:
        has_sides = self.width is not None or self.height is not None
        if not has_sides and (self.aspect is None or self.mode not in FILLING | PADDING):
            message = "A resize needs a width or a height."
            raise InvalidOperation(message, field="resize", action="Give width, height or both.")
        if self.aspect is not None:
            ratio_of(self.aspect, field="resize.aspect")
        if self.gravity is not None and focus_of(self.focus_x, self.focus_y) is not None:
            message = "A resize has either a focus or a gravity, not both."
            raise InvalidOperation(message, field="resize.gravity", action="Leave one of them out.")
        check_surface(self.surface, self.background, field="resize.background")

    def resolve(
        self, canvas: Canvas, surroundings: Surroundings
    ) -> tuple[ResizeStep | CropStep | SmartCropStep | PadStep, ...]:
        """Return the steps in numbers."""
        width, height = self._sides(canvas)
        if self.mode is ResizeMode.MPAD:
            surface = Size(width or canvas.width, height or canvas.height)
            return self._pad(canvas, surface, surroundings)
        if width is None or height is None:
            return _to(canvas, self._fitted(canvas, width, height))
        box = Size(width, height)
        if self.mode is ResizeMode.SCALE:
            return _to(canvas, box)
        if self.mode in PADDING and not self._may_fill(canvas, box):
            return self._pad(canvas, box, surroundings)
        if self.mode in FILLING:
            return self._fill(canvas, box)
        return _to(canvas, self._fitted(canvas, width, height))

    def _sides(self, canvas: Canvas) -> tuple[int | None, int | None]:
        if self.aspect is None:
            return self.width, self.height
        ratio = ratio_of(self.aspect, field="resize.aspect")
        if self.width is not None or self.height is not None:
            return with_ratio(ratio, self.width, self.height)
        if self.mode in FILLING:
            return largest_inside(canvas.size, ratio)
        return smallest_around(canvas.size, ratio)

    def _fitted(self, canvas: Canvas, width: int | None, height: int | None) -> Size:
        """Return the size of the same shape inside the box, as far as the mode resizes at all."""
        found = fit(canvas.size, width, height)
        is_smaller = (width or math.inf) < canvas.width or (height or math.inf) < canvas.height
        if self.mode in _NEVER_LARGER and not is_smaller:
            return canvas.size
        if self.mode is ResizeMode.MFIT and is_smaller:
            return canvas.size
        return found

    def _may_fill(self, canvas: Canvas, box: Size) -> bool:
        """Tell whether `fill_pad` fills."""
        across, down = box.width / canvas.width, box.height / canvas.height
        kept = min(across, down) / max(across, down)
        return self.mode is ResizeMode.FILL_PAD and kept >= _LEAST_KEPT

    def _pad(
        self, canvas: Canvas, box: Size, surroundings: Surroundings
    ) -> tuple[ResizeStep | PadStep, ...]:
        is_resized = self.mode is not ResizeMode.MPAD
        inner = self._fitted(canvas, box.width, box.height) if is_resized else canvas.size
        resize = _to(canvas, inner)
        if inner == box or inner.width > box.width or inner.height > box.height:
            return resize
        left, top = place(inner, box, self.gravity.compass if self.gravity else Gravity.CENTER)
        step = PadStep(
            width=box.width,
            height=box.height,
            left=left,
            top=top,
            background=surface_colour(self.surface, self.background, surroundings),
            surface=self.surface,
        )
        return (*resize, step)

    def _fill(self, canvas: Canvas, box: Size) -> tuple[ResizeStep | CropStep | SmartCropStep, ...]:
        nearer = max(1.0, self.zoom) if self.mode in _ZOOMING else 1.0
        target = scaled(box, nearer)
        outer = cover(canvas.size, target.width, target.height)
        if self.mode is ResizeMode.LFILL and outer.width > canvas.width:
            outer = canvas.size
        box = Size(min(box.width, outer.width), min(box.height, outer.height))
        focus = focus_of(self.focus_x, self.focus_y)
        is_auto = self.mode is ResizeMode.AUTO and self.gravity is None
        gravity = CutGravity.AUTO if is_auto else self.gravity
        return (*_to(canvas, outer), *keep(box, outer, gravity=gravity, focus=focus))


def _to(canvas: Canvas, size: Size) -> tuple[ResizeStep, ...]:
    if size == canvas.size:
        return ()
    return (ResizeStep(size.width, size.height),)
