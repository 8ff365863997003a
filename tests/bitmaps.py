"""BMP and ICO files of every kind, put together byte by byte without the code that reads them."""

import struct
from collections.abc import Sequence
from typing import TypedDict

from typing_extensions import Unpack

Colours = Sequence[tuple[int, int, int]]
Rows = Sequence[Sequence[int]]
"""Numbers of pixels as they are stored, the topmost row first."""


def packed(rows: Rows, bits: int, *, is_top_down: bool = False) -> bytes:
    """Return rows of numbers as they lie in a bitmap: filled up to words of four bytes."""
    made = []
    for row in rows if is_top_down else reversed(rows):
        if bits < 8:
            text = "".join(f"{number:0{bits}b}" for number in row)
            content = bytes(
                int(text[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(text), 8)
            )
        else:
            content = b"".join(number.to_bytes(bits // 8, "little") for number in row)
        made.append(content + bytes(-len(content) % 4))
    return b"".join(made)


class Figures(TypedDict, total=False):
    """What a header may say beside the size and the depth; `size` is that of the header itself."""

    size: int
    packing: int
    masks: Sequence[int]
    used: int


def header(width: int, height: int, bits: int, **figures: Unpack[Figures]) -> bytes:
    """Return the header of a bitmap, with the masks in it or behind it as its size demands."""
    size, packing = figures.get("size", 40), figures.get("packing", 0)
    masks, used = figures.get("masks", ()), figures.get("used", 0)
    if size == 12:
        return struct.pack("<IHHHH", size, width, height, 1, bits)
    whole = struct.pack("<IiiHHIIiiII", size, width, height, 1, bits, packing, 0, 0, 0, used, 0)
    named = struct.pack(f"<{len(masks)}I", *masks)
    if size <= 40:
        return whole[:size] + named
    return (whole + named).ljust(size, b"\0")


def palette(colours: Colours, *, entry_bytes: int = 4) -> bytes:
    """Return the entries of a palette."""
    return b"".join(bytes(colour[::-1]).ljust(entry_bytes, b"\0") for colour in colours)


def bmp(head: bytes, pixels: bytes, *, colours: bytes = b"") -> bytes:
    """Return a file."""
    start = 14 + len(head) + len(colours)
    return struct.pack("<2sIII", b"BM", start + len(pixels), 0, start) + head + colours + pixels


def ico(*pictures: bytes) -> bytes:
    """Return an icon of pictures that are PNG, or bitmaps without a file header."""
    at = 6 + 16 * len(pictures)
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    for one in pictures:
        directory += struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, len(one), at)
        at += len(one)
    return directory + b"".join(pictures)
