"""Lay a second picture over the first; planned for a watermark, never asked for by itself."""

import msgspec

from pixmill.transform.canvas import Canvas


class OverlayStep(msgspec.Struct, frozen=True, tag="overlay", tag_field="op", kw_only=True):
    """Lay another picture over, scaled to exactly this size.

    Attributes:
        input: place of the picture among the plan's inputs; 0 is the first overlay.
        spacing: pixels between tiles.
    """

    input: int
    width: int
    height: int
    left: int
    top: int
    opacity: float
    tile: bool
    spacing: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
