"""Spread or narrow the range of values."""

from math import exp, log

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.tables import table
from pixmill.transform.operations import Contrast, ContrastCurve

_MIDDLE = 127.5
# What an amount of 100 means to the sigmoid.
_STEEPEST = 10


def apply(image: pyvips.Image, step: Contrast) -> pyvips.Image:
    """Return the picture with every value moved from, or towards, middle grey."""
    if step.curve is ContrastCurve.SIGMOID:
        tones = table(lambda value: _sigmoid(value, step.amount / 100 * _STEEPEST))
        return on_colour(image, lambda colour: colour.maplut(tones))
    slope = 1 + step.amount / 100
    return on_colour(image, lambda colour: colour.linear(slope, _MIDDLE * (1 - slope)))


def _sigmoid(value: float, steepness: float) -> float:
    """Return a value on ImageMagick's curve of `-sigmoidal-contrast` about one half.

    A negative steepness takes the way back.
    """
    low, high = _logistic(-abs(steepness) / 2), _logistic(abs(steepness) / 2)
    if steepness > 0:
        return (_logistic(steepness * (value - 0.5)) - low) / (high - low)
    height = low + value * (high - low)
    return 0.5 + log(height / (1 - height)) / -steepness


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))
