"""Turn upside down."""

import pyvips

from pixmill.transform.operations import Flip


def apply(image: pyvips.Image, _step: Flip) -> pyvips.Image:
    """Return the picture with top and bottom exchanged."""
    return image.copy_memory().flip("vertical")
