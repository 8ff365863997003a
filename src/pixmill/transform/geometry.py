"""Sizes and positions as numbers: how a box is fitted, filled and placed."""

import math
from enum import StrEnum
from typing import NamedTuple


class Size(NamedTuple):
    """Width and height in whole pixels, both at least 1."""

    width: int
    height: int


class Gravity(StrEnum):
    """The side or corner that keeps its place when a picture is cut, padded or stamped."""

    CENTER = "center"
    NORTH = "north"
    NORTH_EAST = "north_east"
    EAST = "east"
    SOUTH_EAST = "south_east"
    SOUTH = "south"
    SOUTH_WEST = "south_west"
    WEST = "west"
    NORTH_WEST = "north_west"


class CutGravity(StrEnum):
    """The side, corner or subject that stays in the picture when the rest is cut off.

    The compass is that of `Gravity`. `auto` looks for what catches the eye; `face` and `faces` keep
    the faces that are known, and the upper part of a picture of which none are.
    """

    CENTER = "center"
    NORTH = "north"
    NORTH_EAST = "north_east"
    EAST = "east"
    SOUTH_EAST = "south_east"
    SOUTH = "south"
    SOUTH_WEST = "south_west"
    WEST = "west"
    NORTH_WEST = "north_west"
    AUTO = "auto"
    FACE = "face"
    FACES = "faces"

    @property
    def compass(self) -> Gravity:
        """The direction that stands for it where nothing is looked for."""
        if self is CutGravity.AUTO:
            return Gravity.CENTER
        if self in {CutGravity.FACE, CutGravity.FACES}:
            return Gravity.NORTH
        return Gravity(self.value)


class Focus(NamedTuple):
    """A point as shares of width and height: 0 is the left or top edge, 1 the right or bottom."""

    x: float
    y: float


_SHARE_BEFORE = {
    Gravity.CENTER: (0.5, 0.5),
    Gravity.NORTH: (0.5, 0.0),
    Gravity.NORTH_EAST: (1.0, 0.0),
    Gravity.EAST: (1.0, 0.5),
    Gravity.SOUTH_EAST: (1.0, 1.0),
    Gravity.SOUTH: (0.5, 1.0),
    Gravity.SOUTH_WEST: (0.0, 1.0),
    Gravity.WEST: (0.0, 0.5),
    Gravity.NORTH_WEST: (0.0, 0.0),
}


def place(inner: Size, outer: Size, gravity: Gravity) -> tuple[int, int]:
    """Return left and top of `inner` within `outer`; negative where inner is the larger."""
    across, down = _SHARE_BEFORE[gravity]
    return (
        math.floor((outer.width - inner.width) * across),
        math.floor((outer.height - inner.height) * down),
    )


def place_about(inner: Size, outer: Size, focus: Focus) -> tuple[int, int]:
    """Return left and top of `inner` with its middle as near to the point as the edges allow."""
    left = round_half_up(focus.x * outer.width - inner.width / 2)
    top = round_half_up(focus.y * outer.height - inner.height / 2)
    return (
        min(max(0, left), outer.width - inner.width),
        min(max(0, top), outer.height - inner.height),
    )


def scaled(size: Size, factor: float) -> Size:
    """Return the size multiplied and rounded, never below one pixel."""
    return Size(
        max(1, round_half_up(size.width * factor)), max(1, round_half_up(size.height * factor))
    )


def fit(size: Size, width: int | None, height: int | None) -> Size:
    """Return the largest size of the same shape inside the box; a missing side does not bind."""
    return scaled(size, min(_factors(size, width, height)))


def cover(size: Size, width: int, height: int) -> Size:
    """Return the smallest size of the same shape that covers the box wholly."""
    found = scaled(size, max(_factors(size, width, height)))
    # Rounding may leave the covering size a pixel short of the box.
    return Size(max(found.width, width), max(found.height, height))


def rotated_bounds(size: Size, angle: float) -> Size:
    """Return the upright box around the picture turned by `angle` degrees."""
    radians = math.radians(angle)
    cos, sin = abs(math.cos(radians)), abs(math.sin(radians))
    return Size(
        max(1, round_half_up(size.width * cos + size.height * sin)),
        max(1, round_half_up(size.width * sin + size.height * cos)),
    )


def normal_angle(degrees: float) -> float:
    """Return the same turn as 0 to below 360 degrees, in hundredths.

    Hundredths of a degree are finer than a pixel at the edge of the largest picture.
    """
    return round(degrees % 360.0, 2) % 360.0


def round_half_up(value: float) -> int:
    """Round to the nearest whole number, halves upwards: the same way for every size.

    Python's own `round` goes to the even neighbour: 0.5 and 1.5 would move in opposite directions.
    """
    return math.floor(value + 0.5)


def _factors(size: Size, width: int | None, height: int | None) -> list[float]:
    factors = []
    if width is not None:
        factors.append(width / size.width)
    if height is not None:
        factors.append(height / size.height)
    return factors
