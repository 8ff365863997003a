"""Patterns of dots for dithering: at which value each cell of a small tile turns from off to full.

All are worked out from their definition: dispersed dots by B. E. Bayer, "An optimum method for
two-level rendition of continuous-tone pictures", 1973; halftones by the cosine spot functions of
the PostScript Language Reference, 7.4.3; circles by the distance from the middle.
"""

from collections.abc import Callable
from functools import partial
from math import atan2, cos, hypot, pi

from pixmill.engine.vips.tables import TOP
from pixmill.transform.operations import DitherPattern

Tile = list[list[float]]
"""For each cell, row by row, the value that has to be passed for it to be full."""

_Spot = Callable[[float, float], float]
"""How early a cell is full: the larger the earlier; places run from -1 to 1."""


def thresholds(pattern: DitherPattern) -> Tile:
    """Return the tile of a pattern, in values of a channel."""
    ranks = _RANKS[pattern]()
    count = 1 + max(map(max, ranks))
    return [[(rank + 0.5) / count * TOP for rank in row] for row in ranks]


def _written(*rows: tuple[int, ...]) -> list[list[int]]:
    return [list(row) for row in rows]


def _dispersed(edge: int) -> list[list[int]]:
    """Return Bayer's matrix for an edge that is a power of two."""
    if edge == 1:
        return [[0]]
    quarter = _dispersed(edge // 2)
    return [
        [4 * rank + corner for corner in corners for rank in row]
        for corners in ((0, 2), (3, 1))
        for row in quarter
    ]


def _clustered(edge: int, spot: _Spot) -> list[list[int]]:
    """Return the order in which the cells of a square tile grow to dots."""
    places = [(2 * cell + 1) / edge - 1 for cell in range(edge)]
    cells = [(x, y) for y in range(edge) for x in range(edge)]

    def growth(cell: tuple[int, int]) -> tuple[float, float]:
        x, y = places[cell[0]], places[cell[1]]
        # Cells that are equally early follow one another around the middle.
        return round(-spot(x, y), 9), atan2(y, x)

    ordered = sorted(cells, key=growth)
    return [[ordered.index((x, y)) for x in range(edge)] for y in range(edge)]


def _upright(x: float, y: float) -> float:
    return cos(pi * x) + cos(pi * y)


def _slanted(x: float, y: float) -> float:
    return cos(pi * x) * cos(pi * y)


def _white(x: float, y: float) -> float:
    return -hypot(x, y)


def _black(x: float, y: float) -> float:
    return hypot(x, y)


_RANKS: dict[DitherPattern, Callable[[], list[list[int]]]] = {
    DitherPattern.THRESHOLD: partial(_dispersed, 1),
    DitherPattern.CHECKERBOARD: partial(_written, (0, 1), (1, 0)),
    DitherPattern.ORDERED_2X2: partial(_dispersed, 2),
    DitherPattern.ORDERED_3X3: partial(_written, (2, 6, 3), (5, 0, 8), (1, 7, 4)),
    DitherPattern.ORDERED_4X4: partial(_dispersed, 4),
    DitherPattern.ORDERED_8X8: partial(_dispersed, 8),
    DitherPattern.HALFTONE_ANGLED_4X4: partial(_clustered, 4, _slanted),
    DitherPattern.HALFTONE_ANGLED_6X6: partial(_clustered, 6, _slanted),
    DitherPattern.HALFTONE_ANGLED_8X8: partial(_clustered, 8, _slanted),
    DitherPattern.HALFTONE_4X4: partial(_clustered, 4, _upright),
    DitherPattern.HALFTONE_6X6: partial(_clustered, 6, _upright),
    DitherPattern.HALFTONE_8X8: partial(_clustered, 8, _upright),
    DitherPattern.HALFTONE_16X16: partial(_clustered, 16, _upright),
    DitherPattern.CIRCLES_5X5_BLACK: partial(_clustered, 5, _black),
    DitherPattern.CIRCLES_5X5_WHITE: partial(_clustered, 5, _white),
    DitherPattern.CIRCLES_6X6_BLACK: partial(_clustered, 6, _black),
    DitherPattern.CIRCLES_6X6_WHITE: partial(_clustered, 6, _white),
    DitherPattern.CIRCLES_7X7_BLACK: partial(_clustered, 7, _black),
    DitherPattern.CIRCLES_7X7_WHITE: partial(_clustered, 7, _white),
}
