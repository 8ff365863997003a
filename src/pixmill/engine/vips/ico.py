"""Reads the largest picture of an ICO file, and writes an icon of one picture, packed as PNG."""

import struct

import pyvips

from pixmill.engine.structure.bmp import Bitmap
from pixmill.engine.structure.faults import BrokenStructure
from pixmill.engine.structure.ico import (
    PNG_SIGNATURE,
    largest_entry,
    read_icon_bitmap,
)
from pixmill.engine.vips.bmp import draw_bitmap, split_bytes
from pixmill.engine.vips.colour import OPAQUE, with_alpha
from pixmill.engine.vips.files import read_whole, write_whole

# Texts and profiles unpack to any size, and say nothing about an icon: they are left out.
_DRAWN_BLOCKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_BLOCK_BYTES = 12
_DEEP_BITS = 32
_LARGEST_EDGE = 256


def open_ico(descriptor: int) -> pyvips.Image:
    """Return the largest picture of an icon, with its transparency.

    Raises:
        BrokenStructure: it is cut short or contradicts itself.
        pyvips.Error: the PNG in it is damaged.
    """
    content = read_whole(descriptor)
    entry = largest_entry(content)
    inner = content[entry.start : entry.end]
    if inner.startswith(PNG_SIGNATURE):
        return pyvips.Image.pngload_buffer(_drawn_blocks(inner), fail_on="error")
    return _draw(inner, read_icon_bitmap(content, entry))


def save_ico(image: pyvips.Image, descriptor: int) -> None:
    """Write an icon of one picture of at most 256 pixels along each side.

    Raises:
        pyvips.Error: pixels could not be computed, or the file reached its size cap.
    """
    content = with_alpha(image).pngsave_buffer(compression=9, keep="none")
    # 256 is written as zero.
    width, height = (edge % _LARGEST_EDGE for edge in (image.width, image.height))
    directory = struct.pack("<HHH", 0, 1, 1)
    start = len(directory) + 16
    entry = struct.pack("<BBBBHHII", width, height, 0, 0, 1, _DEEP_BITS, len(content), start)
    write_whole(descriptor, directory + entry + content)


def _draw(inner: bytes, bitmap: Bitmap) -> pyvips.Image:
    pixels_at = bitmap.palette_ends
    mask_at = pixels_at + bitmap.row_bytes * bitmap.height
    image = draw_bitmap(
        bitmap,
        palette=inner[bitmap.palette_at :],
        pixels=memoryview(inner)[pixels_at:],
    )
    # Pixels of 32 bits bring their alpha along, unless whoever wrote them knew none.
    if bitmap.bits == _DEEP_BITS and image[3].max() > 0:
        return image
    alpha = _mask(inner[mask_at:], bitmap)
    return image[:3].bandjoin(alpha).copy(interpretation="srgb")


def _mask(content: bytes, bitmap: Bitmap) -> pyvips.Image:
    """Return the alpha that the mask behind the pixels stands for: one bit each, 0 is opaque."""
    row_bytes = (bitmap.width + 31) // 32 * 4
    size = row_bytes * bitmap.height
    if len(content) < size:
        message = "The icon ends within its mask."
        raise BrokenStructure(message)
    rows = pyvips.Image.new_from_memory(content[:size], row_bytes, bitmap.height, 1, "uchar")
    bits = split_bytes(rows, 1).crop(0, 0, bitmap.width, bitmap.height)
    return (bits == 0).flipver() & OPAQUE


def _drawn_blocks(content: bytes) -> bytes:
    """Return the PNG without the blocks that are not drawn; a damaged rest is left as it is."""
    kept = [PNG_SIGNATURE]
    at = len(PNG_SIGNATURE)
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        end = at + _BLOCK_BYTES + length
        if content[at + 4 : at + 8] in _DRAWN_BLOCKS:
            kept.append(content[at:end])
        at = end
    return b"".join(kept)
