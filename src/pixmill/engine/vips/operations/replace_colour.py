"""Replace a colour by another."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.likeness import Lab, in_lab, lab_of, likeness, prominent_lab
from pixmill.transform.operations import ReplaceColour


def apply(image: pyvips.Image, step: ReplaceColour) -> pyvips.Image:
    """Return the picture with what is like the one colour moved to the other in CIE Lab.

    Every such pixel is moved by the same vector, so that lights, shades and texture remain.
    """
    if step.from_colour is None:
        # Read once into memory: what is counted here is drawn afterwards.
        image = image.copy_memory()
        sought = prominent_lab(image)
    else:
        sought = lab_of(step.from_colour)
    vector = [to - own for to, own in zip(lab_of(step.to), sought, strict=True)]
    return on_colour(
        image,
        lambda colour: _moved(
            colour, vector, likeness(in_lab(colour), sought, tolerance=step.tolerance)
        ),
    )


def _moved(colour: pyvips.Image, vector: Lab, share: pyvips.Image) -> pyvips.Image:
    shifted = in_lab(colour) + share.bandjoin([share, share]) * vector
    moved = shifted.copy(interpretation="lab").colourspace("srgb")
    # What is not like the colour at all keeps its very values.
    return (share > 0).ifthenelse(moved, colour)
