"""ICO: of several pictures of one thing the largest is found; each is a PNG or a headless bitmap.

Layout as in Microsoft's "Icons" (MSDN, 1995): a directory of entries of 16 bytes.
"""

import os
import struct
from typing import NamedTuple

from pixmill.engine.structure.bmp import Bitmap, read_bitmap, require_pixels
from pixmill.engine.structure.faults import BrokenStructure
from pixmill.transform.limits import Limits, SourceTooLarge, check_source

MAX_ICON_BYTES = 16 * 1024**2
"""Bytes of a file. 256 × 256 pixels in every size and depth there is take one MB."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DIRECTORY_BYTES = 6
_ENTRY_BYTES = 16
_PNG_HEADER = struct.Struct(">I4sII")


class Entry(NamedTuple):
    """One picture of an icon: where it lies in the file, and its size by its own header."""

    start: int
    end: int
    width: int
    height: int
    bits: int

    @property
    def rank(self) -> tuple[int, int]:
        """Order by which one entry is better than another."""
        return self.width * self.height, self.bits


def check_ico(descriptor: int, limits: Limits) -> None:
    """Hold the largest picture to the limits and to the size of the file.

    Raises:
        BrokenStructure: it is cut short or there is none.
        SourceTooLarge: it has more pixels, or the file more bytes, than allowed.
    """
    size = os.fstat(descriptor).st_size
    if size > MAX_ICON_BYTES:
        message = f"The icon has {size} bytes; at most {MAX_ICON_BYTES} are allowed."
        raise SourceTooLarge(message, action="Save the picture as PNG and upload that.")
    entry = largest_entry(os.pread(descriptor, size, 0))
    check_source(limits, width=entry.width, height=entry.height, frames=1)


def largest_entry(content: bytes) -> Entry:
    """Return the picture with the most pixels, and of those the one with the most colours.

    Raises:
        BrokenStructure: one of the pictures is cut short, or there is none.
    """
    count = int.from_bytes(content[4:6], "little")
    if not count or len(content) < _DIRECTORY_BYTES + count * _ENTRY_BYTES:
        message = "The icon ends within its directory."
        raise BrokenStructure(message)
    entries = [
        _read_entry(content, _DIRECTORY_BYTES + index * _ENTRY_BYTES) for index in range(count)
    ]
    return max(entries, key=lambda entry: entry.rank)


def read_icon_bitmap(content: bytes, entry: Entry) -> Bitmap:
    """Return what the header of an entry that is no PNG says.

    Raises:
        BrokenStructure: it is cut short, or packed, which no icon is.
    """
    bitmap = read_bitmap(content[entry.start : entry.end], is_icon=True)
    if bitmap.has_runs or bitmap.is_top_down:
        message = "The bitmap in the icon is packed or stands on its head."
        raise BrokenStructure(message)
    require_pixels(bitmap, entry.end - entry.start - bitmap.palette_ends)
    return bitmap


def _read_entry(content: bytes, at: int) -> Entry:
    (bits, size, start) = struct.unpack_from("<HII", content, at + 6)
    end = start + size
    if end > len(content):
        message = "A picture of the icon lies beyond the end of the file."
        raise BrokenStructure(message)
    if content[start:end].startswith(PNG_SIGNATURE):
        return _read_png(content, start, end=end)
    place = Entry(start, end, 0, 0, bits)
    bitmap = read_icon_bitmap(content, place)
    return Entry(start, end, bitmap.width, bitmap.height, bitmap.bits)


def _read_png(content: bytes, start: int, *, end: int) -> Entry:
    at = start + len(PNG_SIGNATURE)
    if end - at < _PNG_HEADER.size + 2:
        message = "A picture of the icon ends within its header."
        raise BrokenStructure(message)
    _length, kind, width, height = _PNG_HEADER.unpack_from(content, at)
    if kind != b"IHDR" or not width or not height:
        message = "A picture of the icon has no header."
        raise BrokenStructure(message)
    return Entry(start, end, width, height, 32)
