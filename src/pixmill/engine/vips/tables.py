"""Look-up tables: whatever is done to each value by itself costs one look-up a pixel."""

from collections.abc import Callable, Iterable

import pyvips

TOP = 255
"""The largest value of a channel."""

Curve = Callable[[float], float]
"""Takes a value from 0 to 1 to another; what leaves that range is clipped."""


def table(*curves: Curve) -> pyvips.Image:
    """Return a table for all channels, or one for each of them."""
    rows = [_values(curve) for curve in curves]
    first, *others = [pyvips.Image.new_from_array([row]).cast("uchar") for row in rows]
    return first.bandjoin(others) if others else first


def blended(curve: Curve, share: float) -> Curve:
    """Return the curve mixed with the straight line that changes nothing."""
    return lambda value: (1 - share) * value + share * clipped(curve(value))


def clipped(value: float) -> float:
    """Return the nearest value from 0 to 1."""
    return min(max(value, 0.0), 1.0)


def levels() -> Iterable[float]:
    """Return every value a channel can have, from 0 to 1."""
    return (level / TOP for level in range(TOP + 1))


def _values(curve: Curve) -> list[int]:
    return [round(clipped(curve(level)) * TOP) for level in levels()]
