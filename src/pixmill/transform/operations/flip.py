"""Turn the picture upside down: top and bottom change places."""

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Flip(msgspec.Struct, frozen=True, tag="flip", tag_field="op", forbid_unknown_fields=True):
    """Turn the picture upside down: top and bottom change places."""

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Flip", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
