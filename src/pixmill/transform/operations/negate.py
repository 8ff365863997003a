"""Turn every colour into its opposite, like a photographic negative."""

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Negate(
    msgspec.Struct,
    frozen=True,
    tag="negate",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Turn every colour into its opposite, like a photographic negative."""

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Negate", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
