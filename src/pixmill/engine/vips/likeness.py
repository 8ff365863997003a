"""How much the colours of a picture are like a given one, as the eye sees it."""

import pyvips

from pixmill.engine.vips.histogram import counts_of
from pixmill.transform.colour import Colour, channels

Lab = list[float]
"""A colour in CIE 1976 (L*, a*, b*)."""

# Over this share of the tolerance likeness fades out, so that edges stay soft; and over half a
# unit at least, which no eye can tell.
_FADING = 0.25
_LEAST_FADING = 0.5
# Below this chroma a colour is a grey to the eye.
_LEAST_CHROMA = 10
_HUES = 36
_DEGREES = 360
# Pixels along each side that are looked at for a prominent colour: as many as tell.
_LOOKED_AT = 256


def in_lab(image: pyvips.Image) -> pyvips.Image:
    """Return the colours of a picture in CIE Lab, without its alpha."""
    return image[:3].copy(interpretation="srgb").colourspace("lab")


def lab_of(colour: Colour) -> Lab:
    """Return one colour in CIE Lab."""
    *values, _alpha = channels(colour)
    pixel = pyvips.Image.black(1, 1).new_from_image(values).cast("uchar")
    return list(in_lab(pixel)(0, 0))


def likeness(lab: pyvips.Image, sought: Lab, *, tolerance: float) -> pyvips.Image:
    """Return one channel: 1 where the colour is within the tolerance of the one sought, else 0.

    Distance is the CIE 1976 colour difference; beyond the tolerance likeness fades out softly.
    """
    squares = (lab - sought) ** 2
    distance = (squares[0] + squares[1] + squares[2]) ** 0.5
    fading = max(tolerance * _FADING, _LEAST_FADING)
    return distance.linear(-1 / fading, (tolerance + fading) / fading).clamp(min=0, max=1)


def prominent_lab(image: pyvips.Image) -> Lab:
    """Return the average of the most frequent strong hue of a picture that lies in memory.

    A pixel counts by its chroma and by its alpha. Without any strong colour all pixels count. Of
    a large picture only a grid of pixels is looked at.
    """
    across, down = -(-image.width // _LOOKED_AT), -(-image.height // _LOOKED_AT)
    sample = image.subsample(across, down).copy_memory()
    lab = in_lab(sample).copy_memory()
    _, chroma, hue = lab.colourspace("lch").copy_memory().bandsplit()
    seen = sample[3] / 255 if sample.hasalpha() else 1
    weight = ((chroma >= _LEAST_CHROMA).ifthenelse(chroma, 0) * seen).copy_memory()
    place = (hue * (_HUES / _DEGREES)).floor().cast("uchar").copy_memory()
    totals = counts_of(weight.hist_find_indexed(place, combine="sum"))
    if not any(totals):
        return [band.avg() for band in lab.bandsplit()]
    chosen = (place == totals.index(max(totals))).ifthenelse(weight, 0).copy_memory()
    share = chosen.avg()
    return [(band * chosen).avg() / share for band in lab.bandsplit()]
