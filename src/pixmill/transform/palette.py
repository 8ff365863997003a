"""The few colours that a picture mostly consists of."""

from collections import defaultdict
from collections.abc import Sequence

from pixmill.transform.blurhash import Pixel
from pixmill.transform.colour import Colour

_MOST_COLOURS = 5
# Pixels are grouped by the upper three bits of each channel: 512 boxes.
_BOX_SHIFT = 5
# Two colours nearer than this (sum of channel differences) look like one in a row of swatches.
_NEAREST = 72


def find_palette(pixels: Sequence[Pixel]) -> tuple[Colour, ...]:
    """Return up to five clearly different colours, the one that covers most first."""
    boxes: defaultdict[Pixel, list[Pixel]] = defaultdict(list)
    for red, green, blue in pixels:
        boxes[red >> _BOX_SHIFT, green >> _BOX_SHIFT, blue >> _BOX_SHIFT].append((red, green, blue))
    by_share = sorted(boxes.items(), key=lambda box: (-len(box[1]), box[0]))
    chosen: list[Pixel] = []
    for _, members in by_share:
        mean = _mean(members)
        if all(_distance(mean, other) >= _NEAREST for other in chosen):
            chosen.append(mean)
        if len(chosen) == _MOST_COLOURS:
            break
    return tuple(Colour(bytes((*pixel, 255)).hex()) for pixel in chosen)


def _mean(members: list[Pixel]) -> Pixel:
    count = len(members)
    red, green, blue = (sum(channel) // count for channel in zip(*members, strict=True))
    return red, green, blue


def _distance(one: Pixel, other: Pixel) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))
