"""TIFF files that speak of more pixels, or more directories, than they hold."""

import struct
from collections.abc import Mapping, Sequence

from tests.bombs.zeros import packed_zeros

_SHORT, _LONG, _LONG8 = 3, 4, 16
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_STRIPS, _SAMPLES, _ROWS_PER_STRIP, _STRIP_BYTES = 273, 277, 278, 279
_TILE_WIDTH, _TILE_HEIGHT, _TILES, _TILE_BYTES = 322, 323, 324, 325
_DEFLATE, _PLAIN = 8, 1
_EDGE_OF_TILE = 512
_HEADER_BYTES = 8
_BIG_HEADER_BYTES = 16
_ENTRY_BYTES = 12
_BIG_ENTRY_BYTES = 20


def one_strip(width: int, height: int) -> bytes:
    """Return a black picture that can only be unpacked in one piece."""
    pixels = packed_zeros(width * height)
    tags = _tags(width, height, compression=_DEFLATE) | {
        _STRIPS: _HEADER_BYTES,
        _ROWS_PER_STRIP: height,
        _STRIP_BYTES: len(pixels),
    }
    return _classic(tags, pixels)


def claiming(width: int, height: int) -> bytes:
    """Return a picture with one byte of pixels and a header that speaks of many."""
    tags = _tags(width, height, compression=_PLAIN) | {
        _STRIPS: _HEADER_BYTES,
        _ROWS_PER_STRIP: height,
        _STRIP_BYTES: 1,
    }
    return _classic(tags, b"\0")


def endless() -> bytes:
    """Return a picture of one pixel whose directory names itself as the next."""
    tags = _tags(1, 1, compression=_PLAIN) | {
        _STRIPS: _HEADER_BYTES,
        _ROWS_PER_STRIP: 1,
        _STRIP_BYTES: 1,
    }
    return _classic(tags, b"\0\0", is_endless=True)


def big_tiled(edge: int) -> bytes:
    """Return a BigTIFF all of whose tiles are one and the same."""
    pixels = packed_zeros(_EDGE_OF_TILE * _EDGE_OF_TILE)
    count = (-(-edge // _EDGE_OF_TILE)) ** 2
    offsets = _BIG_HEADER_BYTES + len(pixels)
    lengths = offsets + 8 * count
    tables = struct.pack("<Q", _BIG_HEADER_BYTES) * count + struct.pack("<Q", len(pixels)) * count
    tags = _tags(edge, edge, compression=_DEFLATE) | {
        _TILE_WIDTH: _EDGE_OF_TILE,
        _TILE_HEIGHT: _EDGE_OF_TILE,
        _TILES: (count, offsets),
        _TILE_BYTES: (count, lengths),
    }
    start = offsets + len(tables)
    entries = b"".join(_big_entry(tag, tags[tag]) for tag in sorted(tags))
    directory = struct.pack("<Q", len(tags)) + entries + bytes(8)
    return b"II+\0\x08\0\0\0" + struct.pack("<Q", start) + pixels + tables + directory


def _tags(width: int, height: int, *, compression: int) -> dict[int, int | Sequence[int]]:
    return {
        _WIDTH: width,
        _HEIGHT: height,
        _BITS: 8,
        _COMPRESSION: compression,
        _PHOTOMETRIC: 1,
        _SAMPLES: 1,
    }


def _classic(
    tags: Mapping[int, int | Sequence[int]], pixels: bytes, *, is_endless: bool = False
) -> bytes:
    start = _HEADER_BYTES + len(pixels)
    entries = b"".join(struct.pack("<HHII", tag, _LONG, 1, tags[tag]) for tag in sorted(tags))
    next_directory = start if is_endless else 0
    directory = struct.pack("<H", len(tags)) + entries + struct.pack("<I", next_directory)
    return b"II*\0" + struct.pack("<I", start) + pixels + directory


def _big_entry(tag: int, value: int | Sequence[int]) -> bytes:
    count, content = (1, value) if isinstance(value, int) else value
    return struct.pack("<HHQQ", tag, _LONG8 if count > 1 else _LONG, count, content)
