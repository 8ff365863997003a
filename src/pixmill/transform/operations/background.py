"""Put a colour behind everything transparent."""

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import Colour, is_opaque


class Background(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="background",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Put a colour behind everything transparent.

    Attributes:
        colour: the colour; one with alpha leaves the picture that much transparent.
    """

    colour: Colour

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Background", ...]:
        """Return the operation itself, or nothing where no pixel is transparent."""
        return (self,) if canvas.has_alpha else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.with_alpha(has_alpha=not is_opaque(self.colour))
