"""Spread each channel over the whole range."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.histogram import histograms, stretch
from pixmill.engine.vips.tables import blended, table
from pixmill.transform.operations import AutoColour

IGNORED = 0.0005


def apply(image: pyvips.Image, step: AutoColour) -> pyvips.Image:
    """Return the picture with each channel spread by a straight line of its own.

    GIMP's automatic white balance, which also clips a twentieth of a percent at each end.
    """
    # Read once into memory: what is counted here is drawn afterwards.
    image = image.copy_memory()
    lines = [stretch(counted, ignored=IGNORED) for counted in histograms(image)]
    tones = table(*(blended(line, step.amount / 100) for line in lines))
    return on_colour(image, lambda colour: colour.maplut(tones))
