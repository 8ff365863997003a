"""Write a text over the picture; planned for a watermark, never asked for by itself."""

from typing import Literal

import msgspec

from pixmill.transform.canvas import Canvas
from pixmill.transform.colour import Colour
from pixmill.transform.geometry import Gravity

FontFamily = Literal["sans", "serif", "mono"]
"""Names of the families that come with Pixmill."""


class TextStep(msgspec.Struct, frozen=True, tag="text", tag_field="op", kw_only=True):
    """Write one text; its own extent is only known once it is set, so its place is by gravity.

    Attributes:
        size: height of a line in pixels.
        max_width: pixels at which lines are wrapped.
        margin_x: pixels kept free towards a left or right edge.
        margin_y: pixels kept free towards the top or bottom edge.
        spacing: pixels between tiles.
    """

    text: str
    font: FontFamily
    bold: bool
    italic: bool
    size: int
    colour: Colour
    opacity: float
    angle: float
    gravity: Gravity
    margin_x: int
    margin_y: int
    max_width: int
    tile: bool
    spacing: int

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
