"""Spread the tones over the whole range."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.histogram import histograms, merged, stretch
from pixmill.engine.vips.tables import blended, table
from pixmill.transform.operations import AutoContrast

IGNORED = 0.005


def apply(image: pyvips.Image, step: AutoContrast) -> pyvips.Image:
    """Return the picture with all values spread by one straight line: colours keep their hue.

    ImageMagick's `-contrast-stretch`, with half a percent of the values clipped at each end.
    """
    # Read once into memory: what is counted here is drawn afterwards.
    image = image.copy_memory()
    line = stretch(merged(histograms(image)), ignored=IGNORED)
    tones = table(blended(line, step.amount / 100))
    return on_colour(image, lambda colour: colour.maplut(tones))
