"""Colour by lightness."""

from bisect import bisect_right

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.histogram import equalisation, histogram
from pixmill.engine.vips.tables import Curve, table
from pixmill.transform.colour import Colour, channels
from pixmill.transform.operations import Tint

_Stops = tuple[tuple[float, Colour], ...]


def apply(image: pyvips.Image, step: Tint) -> pyvips.Image:
    """Return the picture mixed with the colours that its greys stand for."""
    if step.equalise:
        # Read once into memory: what is counted here is drawn afterwards.
        image = image.copy_memory()
        spread = equalisation(histogram(image, _greys(image[:3])))
    else:
        spread = _unchanged
    tones = table(*(_tones(step.stops, channel, spread) for channel in range(3)))
    share = step.amount / 100
    return on_colour(
        image,
        lambda colour: colour * (1 - share) + _greys(colour).maplut(tones) * share,
    )


def _greys(colour: pyvips.Image) -> pyvips.Image:
    return colour.copy(interpretation="srgb").colourspace("b-w")


def _unchanged(value: float) -> float:
    return value


def _tones(stops: _Stops, channel: int, spread: Curve) -> Curve:
    """Return the curve that leads from grey to one channel of the colours, straight in between."""
    places = [place for place, _ in stops]
    values = [channels(colour)[channel] / 255 for _, colour in stops]

    def tone(grey: float) -> float:
        place = spread(grey)
        after = bisect_right(places, place)
        if after in {0, len(places)}:
            return values[max(after - 1, 0)]
        before = after - 1
        share = (place - places[before]) / (places[after] - places[before])
        return values[before] + share * (values[after] - values[before])

    return tone
