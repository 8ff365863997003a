"""Pull the picture by its corners, or bend it."""

import math
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.geometry import Size
from pixmill.transform.operations.arc import ArcStep, bend
from pixmill.transform.operations.problems import InvalidOperation
from pixmill.transform.operations.resize import ResizeStep
from pixmill.transform.perspective import Corners, Point, is_convex

Place = Annotated[int, msgspec.Meta(ge=-20_000, le=20_000)]

# Less bends no picture by a pixel.
_LEAST_ARC = 0.001
# Beyond this the picture is made smaller first, because drawing it would leave pixels out.
_SHRINKS_FROM = 1.5


class DistortStep(msgspec.Struct, frozen=True, tag="distort", tag_field="op", kw_only=True):
    """Pull the corners of the picture to these places, clockwise from the top left."""

    places: tuple[tuple[int, int], ...]
    width: int
    height: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height)).with_alpha()

    @property
    def corners(self) -> Corners:
        """The places as points."""
        first, second, third, fourth = (Point(*place) for place in self.places)
        return first, second, third, fourth


class Distort(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="distort",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Pull the picture by its corners, or bend it; what is not covered becomes transparent.

    The result is the upright box around the new shape.

    Attributes:
        x1: where the top left corner comes to lie, from the left of the picture.
        y1: the same, from its top.
        x2: where the top right corner comes to lie, from the left.
        y2: the same, from the top.
        x3: where the bottom right corner comes to lie, from the left.
        y3: the same, from the top.
        x4: where the bottom left corner comes to lie, from the left.
        y4: the same, from the top.
        arc: degrees of a circle that the picture is bent along, instead of corners; negative bends
            the ends up instead of down.
    """

    x1: Place | None = None
    y1: Place | None = None
    x2: Place | None = None
    y2: Place | None = None
    x3: Place | None = None
    y3: Place | None = None
    x4: Place | None = None
    y4: Place | None = None
    arc: Annotated[float, msgspec.Meta(ge=-360, le=360)] | None = None

    def __post_init__(self) -> None:
        given = [value for value in self._places() if value is not None]
        if len(given) != (0 if self.arc is not None else 8):
            message = "A distortion has either all eight coordinates of its corners or an arc."
            raise InvalidOperation(
                message, field="distort", action="Give x1, y1 to x4, y4, or arc."
            )
        if given and not is_convex(_corners(given)):
            message = "The corners of a distortion must be those of a shape without dents."
            action = "Give them clockwise from the top left one."
            raise InvalidOperation(message, field="distort.x1", action=action)

    def resolve(
        self, canvas: Canvas, surroundings: Surroundings
    ) -> tuple[ResizeStep | DistortStep | ArcStep, ...]:
        """Return the steps in numbers, or nothing where they would change nothing."""
        if self.arc is not None:
            return (bend(canvas.size, self.arc),) if abs(self.arc) >= _LEAST_ARC else ()
        corners = _corners([value for value in self._places() if value is not None])
        left, top = min(point.x for point in corners), min(point.y for point in corners)
        step = DistortStep(
            places=tuple((int(point.x - left), int(point.y - top)) for point in corners),
            width=int(max(point.x for point in corners) - left),
            height=int(max(point.y for point in corners) - top),
        )
        whole = ((0, 0), (canvas.width, 0), (canvas.width, canvas.height), (0, canvas.height))
        if step.places == whole:
            return ()
        return (*_shrunk_before(canvas.size, corners), step)

    def _places(self) -> tuple[int | None, ...]:
        return (self.x1, self.y1, self.x2, self.y2, self.x3, self.y3, self.x4, self.y4)


def _corners(values: list[int]) -> Corners:
    first, second, third, fourth = map(Point, values[::2], values[1::2])
    return first, second, third, fourth


def _shrunk_before(size: Size, corners: Corners) -> tuple[ResizeStep, ...]:
    """Return the resize that leaves about one pixel for each that is drawn."""
    first, second, third, fourth = corners
    across = max(math.dist(first, second), math.dist(fourth, third))
    down = max(math.dist(first, fourth), math.dist(second, third))
    width = math.ceil(across) if size.width > across * _SHRINKS_FROM else size.width
    height = math.ceil(down) if size.height > down * _SHRINKS_FROM else size.height
    return () if (width, height) == size else (ResizeStep(width, height),)
