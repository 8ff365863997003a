"""Mirror the picture: left and right change places."""

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Mirror(msgspec.Struct, frozen=True, tag="mirror", tag_field="op", forbid_unknown_fields=True):
    """Mirror the picture: left and right change places."""

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Mirror", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
