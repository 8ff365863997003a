"""BMP: the header of a bitmap, strictly read, so that its figures can be held to the file's size.

Layout as in Microsoft's "Bitmap Storage" and wingdi.h, and for the headers of 12, 16 and 64 bytes
as in the OS/2 2.0 Presentation Manager reference.
"""

import os
import struct
from dataclasses import dataclass, replace
from enum import IntEnum

from pixmill.engine.structure.faults import BrokenStructure
from pixmill.transform.limits import Limits, SourceTooLarge, check_source

MAX_PACKED_BYTES = 8 * 1024**2
"""Bytes of run-length packed pixels: each pair of them is a step of ours. Screens have two MB."""

FILE_HEADER_BYTES = 14
_OS2_HEADER_BYTES = 12
_INFO_HEADER_BYTES = 40
_OS2_SECOND_BYTES = frozenset({16, 64})
_THREE_MASKS_BYTES = 52
_WITH_MASKS_BYTES = frozenset({_THREE_MASKS_BYTES, 56, 108, 124})
_HEADER_BYTES = frozenset(
    {_OS2_HEADER_BYTES, _INFO_HEADER_BYTES, *_OS2_SECOND_BYTES, *_WITH_MASKS_BYTES}
)
_LONGEST_HEADER_BYTES = 124
_MASKS_BYTES = 16
_PALETTE_BITS = 8
_SHORT_BITS = 16
_LONG_BITS = 32
_BITS = frozenset({1, 4, 8, 16, 24, 32})

Masks = tuple[int, int, int, int]
"""The bits of red, green, blue and alpha in one pixel; no bits of alpha where there is none."""
_MASKS_OF_16_BITS: Masks = (0x7C00, 0x03E0, 0x001F, 0)
_MASKS_OF_32_BITS: Masks = (0xFF0000, 0xFF00, 0xFF, 0)
_ALPHA_OF_ICONS = 0xFF000000


class Packing(IntEnum):
    """How pixels are packed, by the numbers that stand in headers."""

    NONE = 0
    RUNS_OF_BYTES = 1
    RUNS_OF_NIBBLES = 2
    MASKS = 3
    MASKS_WITH_ALPHA = 6


_BITS_OF_PACKINGS = {
    Packing.NONE: _BITS,
    Packing.RUNS_OF_BYTES: {8},
    Packing.RUNS_OF_NIBBLES: {4},
    Packing.MASKS: {16, 32},
    Packing.MASKS_WITH_ALPHA: {16, 32},
}
_RUNS = frozenset({Packing.RUNS_OF_BYTES, Packing.RUNS_OF_NIBBLES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitmap:
    """What a header says of the pixels; places count from the first byte of the header.

    Attributes:
        colours: entries of the palette; 0 where pixels are colours themselves.
        colour_bytes: bytes of an entry.
    """

    width: int
    height: int
    bits: int
    packing: Packing
    masks: Masks
    is_top_down: bool
    palette_at: int
    colours: int
    colour_bytes: int

    @property
    def row_bytes(self) -> int:
        """Bytes of an unpacked row, which fills whole words of four."""
        return (self.width * self.bits + 31) // 32 * 4

    @property
    def has_runs(self) -> bool:
        """Whether pixels are run-length packed."""
        return self.packing in _RUNS

    @property
    def palette_ends(self) -> int:
        """Where the palette is over, and pixels may begin."""
        return self.palette_at + self.colours * self.colour_bytes


def check_bmp(descriptor: int, limits: Limits) -> None:
    """Hold the figures of the header to the limits and to the size of the file.

    Raises:
        BrokenStructure: it contradicts itself, or pixels are missing.
        SourceTooLarge: there are more pixels, or more packed bytes, than allowed.
    """
    head = os.pread(descriptor, FILE_HEADER_BYTES + _LONGEST_HEADER_BYTES + _MASKS_BYTES, 0)
    bitmap, pixels_at = read_bmp_header(head)
    check_source(limits, width=bitmap.width, height=bitmap.height, frames=1)
    require_pixels(bitmap, os.fstat(descriptor).st_size - pixels_at)


def require_pixels(bitmap: Bitmap, available: int) -> None:
    """Compare what a bitmap needs with the bytes that follow its palette.

    Raises:
        BrokenStructure: pixels are missing.
        SourceTooLarge: there are more packed bytes than allowed.
    """
    if bitmap.has_runs:
        if available > MAX_PACKED_BYTES:
            message = f"The picture is packed in more than {MAX_PACKED_BYTES} bytes."
            raise SourceTooLarge(message, action="Save the picture as PNG and upload that.")
    elif available < bitmap.row_bytes * bitmap.height:
        message = "The bitmap ends before its last row."
        raise BrokenStructure(message)


def read_bmp_header(head: bytes) -> tuple[Bitmap, int]:
    """Return the bitmap of a BMP file, and where in the file its pixels begin.

    Raises:
        BrokenStructure: it is cut short or contradicts itself.
    """
    bitmap = read_bitmap(head[FILE_HEADER_BYTES:])
    pixels_at = int.from_bytes(head[10:14], "little")
    room = pixels_at - FILE_HEADER_BYTES - bitmap.palette_at
    # Some writers count more colours than they leave room for.
    if room < 0 or (bitmap.colours and room < bitmap.colour_bytes):
        message = "The bitmap's pixels begin within its header."
        raise BrokenStructure(message)
    return replace(bitmap, colours=min(bitmap.colours, room // bitmap.colour_bytes)), pixels_at


def read_bitmap(head: bytes, *, is_icon: bool = False) -> Bitmap:
    """Return what a header says, which begins at the first of these bytes.

    Args:
        head: the header and the masks behind it; more does no harm.
        is_icon: twice the height is given, and pixels of 32 bits have alpha.

    Raises:
        BrokenStructure: it is cut short, contradicts itself or is of an unknown kind.
    """
    size = int.from_bytes(head[:4], "little")
    if size not in _HEADER_BYTES or len(head) < size:
        message = "The bitmap has no header of a known kind."
        raise BrokenStructure(message)
    width, height, bits, packing, used = _read_figures(head, size)
    masks, masks_bytes = _read_masks(head, size, bits=bits, packing=packing)
    if is_icon:
        height //= 2
        masks = (*masks[:3], _ALPHA_OF_ICONS) if bits == _LONG_BITS else masks
    _require_sense(width, height, bits=bits, packing=packing)
    most = 1 << bits if bits <= _PALETTE_BITS else 0
    return Bitmap(
        width=width,
        height=abs(height),
        bits=bits,
        packing=packing,
        masks=masks,
        is_top_down=height < 0,
        palette_at=size + masks_bytes,
        colours=min(used or most, most),
        colour_bytes=3 if size == _OS2_HEADER_BYTES else 4,
    )


def _read_figures(head: bytes, size: int) -> tuple[int, int, int, Packing, int]:
    """Return width, height, bits, packing and colours used."""
    if size == _OS2_HEADER_BYTES:
        width, height, _planes, bits = struct.unpack_from("<HHHH", head, 4)
        return width, height, bits, Packing.NONE, 0
    # The header of 16 bytes is the longer one cut off; what is missing counts as zero.
    whole = head[:size].ljust(_INFO_HEADER_BYTES, b"\0")
    width, height, _planes, bits, number = struct.unpack_from("<iiHHI", whole, 4)
    # OS/2 means packings of fax machines by 3 and of 24 bits by 4.
    if number not in {one.value for one in Packing} or (
        size in _OS2_SECOND_BYTES and number >= Packing.MASKS
    ):
        message = f"Bitmaps packed in the way {number} are not read."
        raise BrokenStructure(message)
    (used,) = struct.unpack_from("<I", whole, 32)
    return width, height, bits, Packing(number), used


def _read_masks(head: bytes, size: int, *, bits: int, packing: Packing) -> tuple[Masks, int]:
    """Return the masks, and how many bytes they take behind the header."""
    if packing not in {Packing.MASKS, Packing.MASKS_WITH_ALPHA}:
        return _MASKS_OF_16_BITS if bits == _SHORT_BITS else _MASKS_OF_32_BITS, 0
    is_behind = size == _INFO_HEADER_BYTES
    has_alpha = packing is Packing.MASKS_WITH_ALPHA or (not is_behind and size > _THREE_MASKS_BYTES)
    count = 4 if has_alpha else 3
    if len(head) < _INFO_HEADER_BYTES + count * 4:
        message = "The bitmap ends within its masks."
        raise BrokenStructure(message)
    found = struct.unpack_from(f"<{count}I", head, _INFO_HEADER_BYTES)
    red, green, blue, alpha = (*found, 0)[:4]
    _require_masks((red, green, blue), alpha, bits=bits)
    return (red, green, blue, alpha), count * 4 if is_behind else 0


def _require_masks(colours: tuple[int, int, int], alpha: int, *, bits: int) -> None:
    for mask in (*colours, alpha or colours[0]):
        ones = mask // (mask & -mask) if mask else 0
        if not ones or ones & (ones + 1) or mask.bit_length() > bits:
            message = f"The mask {mask:#x} does not name bits in a row."
            raise BrokenStructure(message)


def _require_sense(width: int, height: int, *, bits: int, packing: Packing) -> None:
    if width < 1 or height == 0 or bits not in _BITS_OF_PACKINGS[packing]:
        message = f"There is no bitmap of {width} × {height} pixels of {bits} bits each."
        raise BrokenStructure(message)
    if height < 0 and packing in _RUNS:
        message = "A packed bitmap begins with its last row."
        raise BrokenStructure(message)
