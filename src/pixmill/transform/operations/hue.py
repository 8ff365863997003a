"""Turn all colours around the colour circle; greys stay what they are."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Hue(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="hue",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Turn all colours around the colour circle; greys stay what they are.

    Attributes:
        degrees: how far; 120 makes red green, 0 changes nothing.
    """

    degrees: Annotated[float, msgspec.Meta(ge=-180, le=180)] = 0.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Hue", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.degrees else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
