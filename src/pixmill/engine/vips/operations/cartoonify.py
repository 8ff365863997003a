"""Draw dark lines over flat colours, or ink alone.

Holger Winnemöller, Sven Olsen, Bruce Gooch, Real-Time Video Abstraction (2006): lines are where a
difference of Gaussians turns negative. Ink alone is the extended difference of Gaussians of
Winnemöller, Kyprianidis and Olsen (2012).
"""

import math
from collections.abc import Callable

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.operations.oil_paint import flattened
from pixmill.transform.operations import CartoonifyStep

# The wider of the two Gaussians, and how much of it is taken away, as in the first paper.
_WIDER = 1.6
_SHARE = 0.98
# How quickly a line turns dark: at 50 percent, for each grey of difference.
_STEEPNESS = 0.35
# Ink: how much edges count beside lightness, which lightness is ink, how hard its edge is.
_EDGES = 8.0
_DARK = 90.0
_HARD = 0.06
_TAIL = 0.02
# Differences are looked up in tables of 8 bits: this many entries for a grey, 0 in the middle.
_FINENESS = 8
_MIDDLE = 128


def apply(image: pyvips.Image, step: CartoonifyStep) -> pyvips.Image:
    """Return the picture drawn; alpha is left alone."""
    image = image.copy_memory()
    return on_colour(
        image, lambda colour: _ink(colour, step) if step.black_white else _drawn(colour, step)
    )


def _drawn(colour: pyvips.Image, step: CartoonifyStep) -> pyvips.Image:
    lines = _lines(colour, step)
    smooth = flattened(colour, max(1, round(step.sigma))).rint().cast("uchar")
    if step.shades:
        grey = smooth.colourspace("b-w")
        # What the lightness changes by is added to every channel, so that hues stay.
        smooth = smooth + grey.maplut(_table(lambda value: _shade(value, step.shades) - value))
    return smooth * lines


def _lines(colour: pyvips.Image, step: CartoonifyStep) -> pyvips.Image:
    """Return 1 where there is no line, down to 0."""
    narrow, wide = _gaussians(colour, step.sigma)
    steepness = _STEEPNESS * step.line_strength / 50

    def darkness(value: int) -> float:
        return 1 + math.tanh(steepness * min(0.0, (value - _MIDDLE) / _FINENESS))

    difference = narrow - wide.linear(_SHARE, 0)
    index = difference.linear(_FINENESS, _MIDDLE + 0.5, uchar=True)
    return index.maplut(_table(darkness))


def _ink(colour: pyvips.Image, step: CartoonifyStep) -> pyvips.Image:
    narrow, wide = _gaussians(colour, step.sigma)
    edges = _EDGES * step.line_strength / 50
    index = (narrow.linear(1 + edges, 0.5) - wide.linear(edges, 0)).cast("uchar")
    paper = index.maplut(_table(lambda value: 255 * (1 + math.tanh(_HARD * (value - _DARK))) / 2))
    return paper.bandjoin([paper, paper])


def _gaussians(colour: pyvips.Image, sigma: float) -> tuple[pyvips.Image, pyvips.Image]:
    grey = colour.colourspace("b-w").cast("float").copy_memory()
    narrow = grey.gaussblur(sigma, min_ampl=_TAIL, precision="float")
    return narrow, grey.gaussblur(sigma * _WIDER, min_ampl=_TAIL, precision="float")


def _shade(value: int, shades: int) -> float:
    return round(value / 255 * (shades - 1)) * 255 / (shades - 1)


def _table(function: Callable[[int], float]) -> pyvips.Image:
    return pyvips.Image.new_from_array([[function(value) for value in range(256)]]).cast("float")
