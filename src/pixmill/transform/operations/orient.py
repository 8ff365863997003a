"""Show the picture upright, as its EXIF orientation says; planned by itself, never asked for."""

import msgspec

from pixmill.transform.canvas import Canvas
from pixmill.transform.geometry import Size
from pixmill.transform.source import LYING_ORIENTATIONS


class OrientStep(msgspec.Struct, frozen=True, tag="orient", tag_field="op"):
    """Undo the turn and mirroring of an EXIF orientation of 2 to 8 (EXIF 2.32, tag 0x0112)."""

    orientation: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        if self.orientation in LYING_ORIENTATIONS:
            return canvas.resized(Size(canvas.height, canvas.width))
        return canvas
