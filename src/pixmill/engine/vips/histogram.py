"""How often each value occurs in a picture; transparent pixels count for what is seen of them."""

from itertools import accumulate

import pyvips

from pixmill.engine.vips.tables import TOP, Curve, clipped, levels

Histogram = list[float]
"""The weight of each of the 256 values of a channel."""


def histograms(image: pyvips.Image) -> list[Histogram]:
    """Return one histogram for each channel of colour of a picture that lies in memory."""
    return [histogram(image, image[band]) for band in range(3)]


def histogram(image: pyvips.Image, channel: pyvips.Image) -> Histogram:
    """Return how often each value occurs in a channel made of a picture that lies in memory."""
    if image.hasalpha():
        alpha = image[image.bands - 1]
        counted = alpha.hist_find_indexed(channel, combine="sum")
    else:
        counted = channel.hist_find()
    found = counts_of(counted)
    return found + [0.0] * (TOP + 1 - len(found))


def counts_of(counted: pyvips.Image) -> list[float]:
    """Return the values of a picture of one row; asking for them one by one is far slower."""
    values = memoryview(bytes(counted.cast("double").write_to_memory())).cast("d")
    return [float(value) for value in values]


def merged(counted: list[Histogram]) -> Histogram:
    """Return one histogram of several."""
    return [sum(weights) for weights in zip(*counted, strict=True)]


def mean(counted: Histogram, curve: Curve) -> float:
    """Return the average value after a curve, from 0 to 1; half where nothing is seen."""
    total = sum(counted)
    if total == 0:
        return 0.5
    weighted = zip(counted, levels(), strict=True)
    return sum(weight * clipped(curve(level)) for weight, level in weighted) / total


def stretch(counted: Histogram, *, ignored: float) -> Curve:
    """Return the straight line that brings the values to the whole range.

    Args:
        counted: how often each value occurs.
        ignored: share of the outliers at each end that may be clipped.
    """
    spare = sum(counted) * ignored
    low = _first_beyond(counted, spare)
    high = TOP - _first_beyond(counted[::-1], spare)
    if high <= low:
        return lambda value: value
    return lambda value: (value * TOP - low) / (high - low)


def equalisation(counted: Histogram) -> Curve:
    """Return the curve after which all values are about equally frequent."""
    total = sum(counted)
    if total == 0:
        return lambda value: value
    below = list(accumulate(counted))
    return lambda value: below[round(value * TOP)] / total


def _first_beyond(counted: Histogram, spare: float) -> int:
    """Return the first value by which more than `spare` was counted."""
    below = accumulate(counted)
    return next((value for value, weight in enumerate(below) if weight > spare), 0)
