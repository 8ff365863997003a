"""BlurHash: a picture's broad colours in about thirty characters, to be shown while it loads.

Format and reference algorithm: https://blurha.sh (Algorithm.md of the BlurHash repository).
"""

import math
from collections.abc import Sequence

from pixmill.transform.geometry import Size

Pixel = tuple[int, int, int]
"""Red, green and blue, each 0 to 255, sRGB."""
_Factor = tuple[float, float, float]

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
_ACROSS, _DOWN = 4, 3
# IEC 61966-2-1 (sRGB): the transfer curve is a straight line up to here.
_STRAIGHT_UP_TO = 0.04045


def encode_blurhash(pixels: Sequence[Pixel], *, width: int, height: int) -> str:
    """Return the BlurHash of 4 × 3 components.

    Args:
        pixels: rows from top to bottom; a few hundred are plenty, and each of them costs.
        width: pixels in a row.
        height: rows.
    """
    linear = [tuple(_to_linear(value) for value in pixel) for pixel in pixels]
    factors = [
        _factor(linear, Size(width, height), across=across, down=down)
        for down in range(_DOWN)
        for across in range(_ACROSS)
    ]
    average, waves = factors[0], factors[1:]
    strongest = max(abs(value) for wave in waves for value in wave)
    scale = max(0, min(82, math.floor(strongest * 166 - 0.5)))
    peak = (scale + 1) / 166
    return (
        _base83((_ACROSS - 1) + (_DOWN - 1) * 9, 1)
        + _base83(scale, 1)
        + _base83(_pack_average(average), 4)
        + "".join(_base83(_pack_wave(wave, peak), 2) for wave in waves)
    )


def _factor(linear: list[tuple[float, ...]], size: Size, *, across: int, down: int) -> _Factor:
    """Return one coefficient of the cosine transform for each channel."""
    width, height = size
    columns = [math.cos(math.pi * across * x / width) for x in range(width)]
    rows = [math.cos(math.pi * down * y / height) for y in range(height)]
    red = green = blue = 0.0
    for y, row in enumerate(rows):
        for x, column in enumerate(columns):
            basis = row * column
            pixel = linear[y * width + x]
            red += basis * pixel[0]
            green += basis * pixel[1]
            blue += basis * pixel[2]
    scale = (1.0 if across == down == 0 else 2.0) / (width * height)
    return red * scale, green * scale, blue * scale


def _pack_average(average: _Factor) -> int:
    red, green, blue = (_to_srgb(value) for value in average)
    return (red << 16) + (green << 8) + blue


def _pack_wave(wave: _Factor, peak: float) -> int:
    red, green, blue = (
        max(0, min(18, math.floor(math.copysign(math.sqrt(abs(value / peak)), value) * 9 + 9.5)))
        for value in wave
    )
    return red * 19 * 19 + green * 19 + blue


def _to_linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= _STRAIGHT_UP_TO else ((share + 0.055) / 1.055) ** 2.4


def _to_srgb(value: float) -> int:
    share = max(0.0, min(1.0, value))
    if share <= _STRAIGHT_UP_TO / 12.92:
        curved = share * 12.92
    else:
        curved = 1.055 * share ** (1 / 2.4) - 0.055
    return math.floor(curved * 255 + 0.5)


def _base83(value: int, length: int) -> str:
    return "".join(_DIGITS[value // 83**place % 83] for place in range(length - 1, -1, -1))
