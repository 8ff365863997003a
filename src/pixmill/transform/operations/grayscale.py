"""Take the colour out; keep the lightness the eye sees."""

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Grayscale(
    msgspec.Struct, frozen=True, tag="grayscale", tag_field="op", forbid_unknown_fields=True
):
    """Take the colour out; keep the lightness the eye sees."""

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Grayscale", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
