"""PNG files that are small, well-formed and ruinous."""

import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from tests.bombs.zeros import packed_zeros


class Pixels(NamedTuple):
    """How pixels are stored: bits of one channel, bands, and the number of that in the header."""

    bits: int
    bands: int
    colour: int


BLACK_WHITE = Pixels(1, 1, 0)
GREY = Pixels(8, 1, 0)
DEEP_RGBA = Pixels(16, 4, 6)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# First column and row of each pass, and the steps to the next (PNG specification, 8.2).
_ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
)  # fmt: skip
_ONE_PASS = ((0, 0, 1, 1),)

Chunk = tuple[bytes, bytes]


def png(
    width: int,
    height: int,
    *,
    pixels: Pixels = GREY,
    is_interlaced: bool = False,
    extra: Sequence[Chunk] = (),
) -> bytes:
    """Return a wholly black picture, with more chunks before its pixels."""
    header = struct.pack(">IIBBBBB", width, height, pixels.bits, pixels.colour, 0, 0, is_interlaced)
    passes = _ADAM7 if is_interlaced else _ONE_PASS
    raw = _raw_bytes(width, height, bits=pixels.bits * pixels.bands, passes=passes)
    chunks = [(b"IHDR", header), *extra, (b"IDAT", packed_zeros(raw)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def header_only(width: int, height: int) -> bytes:
    """Return a header that speaks of a picture, and nothing after it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IEND", b"")


def packed_text(count: int, *, name: bytes = b"Comment") -> Chunk:
    """Return a text that unpacks to so many zeros."""
    return b"zTXt", name + b"\0\0" + packed_zeros(count)


def translated_text(count: int) -> Chunk:
    """Return the same with room for a translation."""
    return b"iTXt", b"Comment\0\1\0en\0Comment\0" + packed_zeros(count)


def profile(count: int) -> Chunk:
    """Return a colour profile that unpacks to so many zeros."""
    return b"iCCP", b"icc\0\0" + packed_zeros(count)


def plain_text(text: bytes) -> Chunk:
    """Return a text as it is."""
    return b"tEXt", b"Comment\0" + text


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _raw_bytes(
    width: int, height: int, *, bits: int, passes: Sequence[tuple[int, int, int, int]]
) -> int:
    return sum(
        _rows(-(-(width - left) // across), -(-(height - top) // down), bits)
        for left, top, across, down in passes
    )


def _rows(width: int, height: int, bits: int) -> int:
    return height * (1 + -(-width * bits // 8)) if width > 0 and height > 0 else 0
