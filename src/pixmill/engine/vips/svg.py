"""Draws SVG, from memory alone: a drawing that was opened by its path could read its neighbours."""

import pyvips

from pixmill.engine.vips.files import read_whole


def open_svg(descriptor: int, *, scale: float = 1.0) -> pyvips.Image:
    """Return the drawing in pixels, so many times as large as it says itself.

    Raises:
        pyvips.Error: it cannot be drawn.
    """
    return pyvips.Image.svgload_buffer(read_whole(descriptor), scale=scale, fail_on="error")
