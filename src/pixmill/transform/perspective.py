"""Four corners, and where in a rectangle each point between them comes from."""

from itertools import pairwise
from typing import NamedTuple

Rows = tuple[tuple[float, float, float], ...]
"""Three rows of three: a projective map on points (x, y, 1)."""


class Point(NamedTuple):
    """A place in the plane, in pixels; whole numbers are corners of pixels, not centres."""

    x: float
    y: float


Corners = tuple[Point, Point, Point, Point]
"""Where the top left, top right, bottom right and bottom left corner of a rectangle lie."""


def is_convex(corners: Corners) -> bool:
    """Tell whether the corners, one after the other, turn always the same way.

    Only then is every point between them the picture of one point of the rectangle.
    """
    edges = [(end.x - start.x, end.y - start.y) for start, end in pairwise((*corners, corners[0]))]
    turns = [
        one[0] * next_one[1] - one[1] * next_one[0]
        for one, next_one in pairwise((*edges, edges[0]))
    ]
    return all(turn > 0 for turn in turns) or all(turn < 0 for turn in turns)


def to_unit_square(corners: Corners) -> Rows:
    """Return the map that takes the corners back to those of the unit square.

    Paul Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), 2.2.3: the square to
    the quadrilateral in closed form, and the adjugate of that for the way back.
    """
    p0, p1, p2, p3 = corners
    dx1, dy1 = p1.x - p2.x, p1.y - p2.y
    dx2, dy2 = p3.x - p2.x, p3.y - p2.y
    sx, sy = p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y
    determinant = dx1 * dy2 - dx2 * dy1
    g = (sx * dy2 - dx2 * sy) / determinant
    h = (dx1 * sy - sx * dy1) / determinant
    a, b, c = p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x
    d, e, f = p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y
    return (
        (e - f * h, c * h - b, b * f - c * e),
        (f * g - d, a - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
