"""Cut the part that catches the eye; planned for a gravity of `auto`, never asked for by itself."""

import msgspec

from pixmill.transform.canvas import Canvas
from pixmill.transform.geometry import Size


class SmartCropStep(msgspec.Struct, frozen=True, tag="smart_crop", tag_field="op", kw_only=True):
    """Keep a rectangle of this size, no larger than the picture; its place is found on pixels."""

    width: int
    height: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.resized(Size(self.width, self.height))
