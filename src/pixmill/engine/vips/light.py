"""From stored values to light and back: sRGB's curve and its inverse as look-up tables.

The curve is that of IEC 61966-2-1. Embedded profiles are paid no attention here: their colours are
converted after the resize, and the curves of the common ones (Display P3, Adobe RGB) lie near
enough for averaging.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pyvips

_MOST = 65535
_STEP = 255
# How far the rounding of two passes may move an average of 8 bits.
_DOUBT = 0.75
# Below these, light and stored values are proportional.
_STRAIGHT_STORED, _STRAIGHT_LIGHT = 0.04045, 0.0031308
_DEEP = {"srgb": "rgb16", "rgb": "rgb16", "rgb16": "rgb16", "b-w": "grey16", "grey16": "grey16"}


class Tables(NamedTuple):
    """Look-up tables, one value per entry.

    Attributes:
        widen: 8 bits as stored to 16 bits of light.
        deepen: 16 bits as stored to 16 bits of light.
        coarsen: 8 bits as stored to 8 bits of light.
        narrow: 16 bits of light to 8 bits as stored.
        restore: 16 bits of light to 16 bits as stored.
        least: the least stored value that 8 bits of light may stand for.
        greatest: the greatest such value.
    """

    widen: pyvips.Image
    deepen: pyvips.Image
    coarsen: pyvips.Image
    narrow: pyvips.Image
    restore: pyvips.Image
    least: pyvips.Image
    greatest: pyvips.Image


@cache
def tables() -> Tables:
    """Return the tables; they are calculated once per process."""
    short = pyvips.Image.identity() / _STEP
    long = pyvips.Image.identity(ushort=True, size=_MOST + 1) / _MOST
    doubt = _DOUBT / _STEP
    return Tables(
        widen=_whole(_decoded(short) * _MOST, "ushort"),
        deepen=_whole(_decoded(long) * _MOST, "ushort"),
        coarsen=_whole(_decoded(short) * _STEP, "uchar"),
        narrow=_whole(_encoded(long) * _STEP, "uchar"),
        restore=_whole(_encoded(long) * _MOST, "ushort"),
        least=_whole(_encoded((short - doubt).maxpair(0.0)) * _STEP, "uchar"),
        greatest=_whole(_encoded((short + doubt).minpair(1.0)) * _STEP, "uchar"),
    )


def has_curve(image: pyvips.Image) -> bool:
    """Tell whether values are stored along a curve like sRGB's, in 8 or 16 bits."""
    return image.interpretation in _DEEP and image.format in {"uchar", "ushort"}


def to_light(image: pyvips.Image) -> pyvips.Image:
    """Return the picture as 16 bits of light; alpha is widened to 16 bits."""
    table = tables().widen if image.format == "uchar" else tables().deepen
    return _by_band(image, table, alpha=_widened).copy(interpretation=_DEEP[image.interpretation])


def to_stored(light: pyvips.Image, like: pyvips.Image) -> pyvips.Image:
    """Return light as values stored the way `like` stores them."""
    is_short = like.format == "uchar"
    table = tables().narrow if is_short else tables().restore
    stored = _by_band(light, table, alpha=_narrowed if is_short else _unchanged)
    return stored.copy(interpretation=like.interpretation)


def _by_band(
    image: pyvips.Image, table: pyvips.Image, *, alpha: Callable[[pyvips.Image], pyvips.Image]
) -> pyvips.Image:
    if not image.hasalpha():
        return image.maplut(table)
    last = image.bands - 1
    return image[:last].maplut(table).bandjoin(alpha(image[last]))


def _widened(alpha: pyvips.Image) -> pyvips.Image:
    return alpha if alpha.format == "ushort" else (alpha * (_MOST // _STEP)).cast("ushort")


def _narrowed(alpha: pyvips.Image) -> pyvips.Image:
    return (alpha * (_STEP / _MOST)).rint().cast("uchar")


def _unchanged(alpha: pyvips.Image) -> pyvips.Image:
    return alpha


def _decoded(stored: pyvips.Image) -> pyvips.Image:
    """Return light from 0 to 1 for stored values from 0 to 1."""
    curved = ((stored + 0.055) / 1.055) ** 2.4
    return (stored <= _STRAIGHT_STORED).ifthenelse(stored / 12.92, curved)


def _encoded(light: pyvips.Image) -> pyvips.Image:
    """Return stored values from 0 to 1 for light from 0 to 1."""
    curved = light ** (1 / 2.4) * 1.055 - 0.055
    return (light <= _STRAIGHT_LIGHT).ifthenelse(light * 12.92, curved)


def _whole(values: pyvips.Image, form: str) -> pyvips.Image:
    return values.rint().cast(form).copy_memory()
