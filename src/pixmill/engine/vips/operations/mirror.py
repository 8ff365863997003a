"""Mirror."""

import pyvips

from pixmill.transform.operations import Mirror


def apply(image: pyvips.Image, _step: Mirror) -> pyvips.Image:
    """Return the picture with left and right exchanged."""
    return image.flip("horizontal")
