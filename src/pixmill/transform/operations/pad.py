"""Put the picture on a larger surface."""

from enum import StrEnum
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import WHITE, Colour, is_opaque
from pixmill.transform.geometry import Gravity, Size, place
from pixmill.transform.operations.problems import InvalidOperation

Edge = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class Surface(StrEnum):
    """What the picture is laid on.

    `plain` is one colour; `border` the commonest colour along the edges of the picture,
    `predominant` the commonest of all; `gradient` leads from the colour along one edge to that
    along the opposite one.
    """

    PLAIN = "plain"
    BORDER = "border"
    PREDOMINANT = "predominant"
    GRADIENT = "gradient"


class PadStep(msgspec.Struct, frozen=True, tag="pad", tag_field="op", kw_only=True):
    """Lay the picture at a place on a surface of this size and colour.

    Attributes:
        surface: anything but `plain` is made of colours that are found on pixels.
        second: colour at the other end of a gradient, once it was found.
    """

    width: int
    height: int
    left: int
    top: int
    background: Colour
    surface: Surface = Surface.PLAIN
    second: Colour | None = None

    @property
    def is_open(self) -> bool:
        """Whether the colours are still to be found."""
        return self.surface is not Surface.PLAIN and self.second is None

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
        surface: `plain`, or where the colours of the surface are taken from.
    """

    width: Edge | None = None
    height: Edge | None = None
    gravity: Gravity = Gravity.CENTER
    background: Colour | None = None
    surface: Surface = Surface.PLAIN

    def __post_init__(self) -> None:
        if self.width is None and self.height is None:
            message = "A pad needs a width or a height."
            raise InvalidOperation(message, field="pad", action="Give width, height or both.")
        check_surface(self.surface, self.background, field="pad.background")

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[PadStep, ...]:
        """Return the step in numbers."""
        outer = Size(max(self.width or 1, canvas.width), max(self.height or 1, canvas.height))
        if outer == canvas.size:
            return ()
        left, top = place(canvas.size, outer, self.gravity)
        return (
            PadStep(
                width=outer.width,
                height=outer.height,
                left=left,
                top=top,
                background=surface_colour(self.surface, self.background, surroundings),
                surface=self.surface,
            ),
        )


def check_surface(surface: Surface, background: Colour | None, *, field: str) -> None:
    """Refuse a colour beside a surface that brings its own.

    Raises:
        InvalidOperation: both were given.
    """
    if surface is not Surface.PLAIN and background is not None:
        message = f"A surface of {surface.value} takes its colours from the picture."
        raise InvalidOperation(message, field=field, action="Leave the background out.")


def surface_colour(
    surface: Surface, background: Colour | None, surroundings: Surroundings
) -> Colour:
    """Return the colour of a plain surface, or what stands for those that are to be found."""
    return surroundings.backdrop(background) if surface is Surface.PLAIN else WHITE
