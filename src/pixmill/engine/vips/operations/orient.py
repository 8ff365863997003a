"""Undo an EXIF orientation."""

import pyvips

from pixmill.transform.operations import OrientStep

# EXIF 2.32, tag 0x0112: how the stored picture is first mirrored, then turned clockwise, to stand
# upright.
_MIRRORED = {2, 4, 5, 7}
_TURN = {3: "d180", 4: "d180", 5: "d270", 6: "d90", 7: "d90", 8: "d270"}


def apply(image: pyvips.Image, step: OrientStep) -> pyvips.Image:
    """Return the picture upright, without the tag."""
    image = image.copy_memory()
    if step.orientation in _MIRRORED:
        image = image.flip("horizontal")
    turn = _TURN.get(step.orientation)
    return image if turn is None else image.rot(turn)
