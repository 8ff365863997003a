"""Put the picture on a larger surface."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour, is_opaque
from pixmill.transform.geometry import Gravity, Size, place
from pixmill.transform.operations.problems import InvalidOperation

Edge = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class PadStep(msgspec.Struct, frozen=True, tag="pad", tag_field="op", kw_only=True):
    """Lay the picture at a place on a surface of this size and colour."""

    width: int
    height: int
    left: int
    top: int
    background: Colour

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        resized = canvas.resized(Size(self.width, self.height))
        return resized.with_alpha(has_alpha=canvas.has_alpha or not is_opaque(self.background))


class Pad(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="pad",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Put the picture on a larger surface without resizing it; a smaller surface changes nothing.

    Attributes:
        width: pixels across of the surface; without it that of the picture.
        height: pixels down of the surface; without it that of the picture.
        gravity: where the picture stands.
        background: colour of the surface; without it transparent, or white where the format has no
            transparency.
    """

    width: Edge | None = None
    height: Edge | None = None
    gravity: Gravity = Gravity.CENTER
    background: Colour | None = None

    def __post_init__(self) -> None:
        if self.width is None and self.height is None:
            message = "A pad needs a width or a height."
            raise InvalidOperation(message, field="pad", action="Give width, height or both.")

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[PadStep, ...]:
        """Return the step in numbers."""
        outer = Size(max(self.width or 1, canvas.width), max(self.height or 1, canvas.height))
        if outer == canvas.size:
            return ()
        left, top = place(canvas.size, outer, self.gravity)
        colour = surroundings.backdrop(self.background)
        return (
            PadStep(width=outer.width, height=outer.height, left=left, top=top, background=colour),
        )
