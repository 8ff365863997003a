"""Shapes by the ratio of their sides."""

import re
from typing import Annotated

import msgspec

from pixmill.transform.geometry import Size, round_half_up
from pixmill.transform.operations.problems import InvalidOperation

Aspect = (
    Annotated[float, msgspec.Meta(ge=0.01, le=100)]
    | Annotated[str, msgspec.Meta(min_length=3, max_length=11)]
)
"""Width divided by height, or both as in `16:9`."""

_RATIO = re.compile(r"([0-9]{1,5}):([0-9]{1,5})")
_LARGEST = 100


def ratio_of(aspect: Aspect, *, field: str) -> float:
    """Return width divided by height.

    Raises:
        InvalidOperation: a text that is no ratio of two numbers, or a shape beyond all use.
    """
    if not isinstance(aspect, str):
        return float(aspect)
    match = _RATIO.fullmatch(aspect.strip())
    width, height = (int(match[1]), int(match[2])) if match else (0, 0)
    if width * _LARGEST < height or height * _LARGEST < width or not width:
        message = f"{aspect[:11]!r} is no shape."
        action = f"Write it like 16:9 or 1.78; one side is at most {_LARGEST} times the other."
        raise InvalidOperation(message, field=field, action=action)
    return width / height


def with_ratio(
    ratio: float, width: int | None, height: int | None
) -> tuple[int | None, int | None]:
    """Return both sides where one of them was given; two that were given stay as they are."""
    if width is not None and height is None:
        return width, max(1, round_half_up(width / ratio))
    if height is not None and width is None:
        return max(1, round_half_up(height * ratio)), height
    return width, height


def largest_inside(size: Size, ratio: float) -> Size:
    """Return the largest box of this shape that the picture can hold."""
    if size.width > size.height * ratio:
        return Size(max(1, round_half_up(size.height * ratio)), size.height)
    return Size(size.width, max(1, round_half_up(size.width / ratio)))


def smallest_around(size: Size, ratio: float) -> Size:
    """Return the smallest box of this shape that can hold the picture."""
    if size.width > size.height * ratio:
        return Size(size.width, max(size.height, round_half_up(size.width / ratio)))
    return Size(max(size.width, round_half_up(size.height * ratio)), size.height)
