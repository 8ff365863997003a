"""Improve by what the picture itself shows."""

from typing import NamedTuple

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.histogram import Histogram, histograms, mean, merged, stretch
from pixmill.engine.vips.operations.auto_brightness import middling_exponent
from pixmill.engine.vips.operations.saturation import saturation_matrix
from pixmill.engine.vips.tables import Curve, blended, clipped, table
from pixmill.transform.operations import Improve, ImproveMode


class _Measure(NamedTuple):
    """How far to go with each improvement, as shares of the whole way.

    Attributes:
        balance: channels spread each by itself, against the cast of lamps, instead of all alike.
        lightness: the average brought to the middle, as a power of that gamma.
        saturation: colours made stronger.
    """

    balance: float
    lightness: float
    saturation: float


# Of our own making. Daylight is neutral and hazy: it wants contrast and colour. Lamps are yellow
# and weak: they want balance and lightness, and only a little colour.
_MEASURES = {
    ImproveMode.OUTDOOR: _Measure(balance=0.0, lightness=0.4, saturation=0.2),
    ImproveMode.INDOOR: _Measure(balance=0.5, lightness=0.6, saturation=0.1),
}
_IGNORED = 0.005


def apply(image: pyvips.Image, step: Improve) -> pyvips.Image:
    """Return the picture with contrast, balance, lightness and colours improved, in this order."""
    # Read once into memory: what is counted here is drawn afterwards.
    image = image.copy_memory()
    share, measure = step.amount / 100, _MEASURES[step.mode]
    curves = _curves(histograms(image), measure)
    tones = table(*(blended(curve, share) for curve in curves))
    matrix = saturation_matrix(1 + measure.saturation * share)
    return on_colour(image, lambda colour: colour.maplut(tones).recomb(matrix))


def _curves(counted: list[Histogram], measure: _Measure) -> list[Curve]:
    """Return the curve of each channel: spread, then lightened alike."""
    every = merged(counted)
    line = stretch(every, ignored=_IGNORED)
    exponent = middling_exponent(mean(every, line)) ** measure.lightness
    return [
        _lightened(_between(line, stretch(one, ignored=_IGNORED), measure.balance), exponent)
        for one in counted
    ]


def _between(one: Curve, other: Curve, share: float) -> Curve:
    return lambda value: (1 - share) * one(value) + share * other(value)


def _lightened(curve: Curve, exponent: float) -> Curve:
    return lambda value: clipped(curve(value)) ** exponent
