"""Every bomb by its name, with what is to become of it; `make bombs` throws them all.

All are made here from a few lines each, at the time of the test; none lies in the project.
"""

import struct
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from tests.bombs import gif, jpeg, png, svg, tiff, webp
from tests.pictures_library import picture


class Fate(StrEnum):
    """What becomes of a file."""

    REFUSED = "refused"
    """The sender is told that the file is at fault."""
    TAKEN = "taken"
    """It is within every limit, so it is decoded."""


class Bomb(NamedTuple):
    """One file.

    Attributes:
        is_quick: whether the suite throws it too.
    """

    name: str
    make: Callable[[], bytes]
    fate: Fate = Fate.REFUSED
    is_quick: bool = True


_MB = 1_000_000
_TEXT = png.plain_text(b"x" * 20)


def _avif(edge: int) -> bytes:
    """Return a small picture whose header speaks of a square of this edge."""
    content = picture("still.avif").read_bytes()
    at = content.find(b"ispe") + 8
    return content[:at] + struct.pack(">II", edge, edge) + content[at + 8 :]


BOMBS = (
    Bomb("png 50k 1 bit", partial(png.png, 50_000, 50_000, pixels=png.BLACK_WHITE)),
    Bomb("png 50k 8 bit", partial(png.png, 50_000, 50_000)),
    Bomb("png 50k interlaced", partial(png.png, 50_000, 50_000, is_interlaced=True)),
    Bomb("png 30k deep colour", partial(png.png, 30_000, 30_000, pixels=png.DEEP_RGBA)),
    Bomb("png 12k interlaced", partial(png.png, 12_000, 12_000, is_interlaced=True)),
    Bomb(
        "png within limits, interlaced, deep",
        partial(png.png, 9_990, 9_990, pixels=png.DEEP_RGBA, is_interlaced=True),
        Fate.TAKEN,
        is_quick=False,
    ),
    Bomb("png header of 2 billion", partial(png.header_only, 2**31 - 1, 2**31 - 1)),
    Bomb("png a line across", partial(png.png, 99_999_999, 1)),
    Bomb("png a line down", partial(png.png, 1, 99_999_999)),
    Bomb("png profile of 400 MB", partial(png.png, 9, 9, extra=[png.profile(400 * _MB)])),
    Bomb("png text of 400 MB", partial(png.png, 9, 9, extra=[png.packed_text(400 * _MB)])),
    Bomb("png 20 texts of 40 MB", partial(png.png, 9, 9, extra=[png.packed_text(40 * _MB)] * 20)),
    Bomb("png translation of 40 MB", partial(png.png, 9, 9, extra=[png.translated_text(40 * _MB)])),
    Bomb("png 100,000 texts", partial(png.png, 9, 9, extra=[_TEXT] * 100_000)),
    Bomb("gif 65,535 square", partial(gif.gif, 65_535, 65_535, frames=1)),
    Bomb("gif 200,000 frames", partial(gif.gif, 1, 1, frames=200_000)),
    Bomb("gif 20,000 frames", partial(gif.gif, 1, 1, frames=20_000)),
    Bomb("gif within limits", partial(gif.gif, 440, 440, frames=500), Fate.TAKEN, is_quick=False),
    Bomb("jpeg header of 65,500", partial(jpeg.claiming, 65_500)),
    Bomb("jpeg 90 scans", partial(jpeg.with_scans, 3000, 90), Fate.TAKEN),
    Bomb("jpeg 500 scans", partial(jpeg.with_scans, 3000, 500)),
    Bomb("jpeg 2,000 scans", partial(jpeg.with_scans, 3000, 2000)),
    Bomb("webp 16,383 square", partial(webp.webp, 16_383, 16_383)),
    Bomb("webp within limits", partial(webp.webp, 9_990, 9_990), Fate.TAKEN, is_quick=False),
    Bomb("avif 16,384 square", partial(_avif, 16_384)),
    Bomb("tiff 50k tiled", partial(tiff.big_tiled, 50_000)),
    Bomb("tiff 1 GB in a strip", partial(tiff.one_strip, 32_000, 31_250)),
    Bomb("tiff endless", tiff.endless, Fate.TAKEN),
    Bomb("tiff header of 2 billion", partial(tiff.claiming, 2**31 - 1, 2**31 - 1)),
    Bomb("svg 1,000,000 wide", partial(svg.sized, 1_000_000)),
    Bomb("svg 30,000 wide", partial(svg.sized, 30_000)),
    Bomb("svg tree of uses", partial(svg.use_tree, 11)),
    Bomb("svg laughs", partial(svg.laughs, 12)),
    Bomb("svg filters", partial(svg.filters, 50)),
    Bomb("svg nested", partial(svg.nested, 100_000)),
    Bomb("svg pattern of itself", svg.pattern_loop),
    Bomb("nothing", bytes),
    Bomb("one byte", partial(bytes, 1)),
)
