"""Drawing a picture from places in another that are worked out for each pixel."""

import pyvips

from pixmill.engine.vips.colour import on_premultiplied, with_alpha


def drawn_from(image: pyvips.Image, across: pyvips.Image, down: pyvips.Image) -> pyvips.Image:
    """Return what lies at these places of a picture, transparent outside of it.

    Args:
        image: three or four bands of 8-bit sRGB.
        across: pixels from the left edge, for each pixel of the result.
        down: pixels from the top edge.
    """
    # Pixels are taken at their centres.
    index = across.bandjoin(down).linear(1, -0.5)

    def mapped(flat: pyvips.Image) -> pyvips.Image:
        return flat.mapim(
            index,
            interpolate=pyvips.Interpolate.new("bicubic"),
            extend="background",
            background=[0, 0, 0, 0],
            premultiplied=True,
        )

    return on_premultiplied(with_alpha(image).copy_memory(), mapped)
