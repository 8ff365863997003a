"""The rectangle that an effect is confined to."""

from typing import Annotated, NamedTuple

import msgspec

from pixmill.transform.canvas import Canvas
from pixmill.transform.operations.problems import InvalidOperation

Offset = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Edge = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class Region(NamedTuple):
    """A rectangle that lies wholly inside the picture."""

    left: int
    top: int
    width: int
    height: int


class Asked(NamedTuple):
    """A rectangle as a caller gives it; a missing side reaches to the edge of the picture."""

    x: int
    y: int
    width: int | None
    height: int | None


def clip_region(asked: Asked, canvas: Canvas, *, name: str) -> Region:
    """Return the part of a rectangle that lies in the picture.

    Args:
        asked: the rectangle.
        canvas: the picture.
        name: the operation that asks, for the error.

    Raises:
        InvalidOperation: the rectangle lies wholly outside the picture.
    """
    if asked.x >= canvas.width or asked.y >= canvas.height:
        message = (
            f"The region starts at {asked.x}, {asked.y}, outside the picture, "
            f"which is {canvas.width} × {canvas.height} pixels there."
        )
        field = f"{name}.x" if asked.x >= canvas.width else f"{name}.y"
        raise InvalidOperation(message, field=field, action="Start inside the picture.")
    right = canvas.width - asked.x
    bottom = canvas.height - asked.y
    return Region(
        left=asked.x,
        top=asked.y,
        width=min(asked.width or right, right),
        height=min(asked.height or bottom, bottom),
    )
