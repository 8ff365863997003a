"""Reads and writes BMP, which libvips does not; pixels are moved by libvips, whole rows at a time.

Nothing but the pixels is read: profiles in headers of the fifth version are rare and are ignored.
"""

import struct

import pyvips

from pixmill.engine.structure.bmp import (
    FILE_HEADER_BYTES,
    Bitmap,
    Packing,
    read_bmp_header,
    require_pixels,
)
from pixmill.engine.vips.files import read_whole, write_whole
from pixmill.engine.vips.runs import unpack_runs

_TOP = 255
_BYTE_BITS = 8
_BGR = (2, 1, 0)
_BGRA = (2, 1, 0, 3)
# About this many bytes are put together at once while writing.
_STRIP_BYTES = 4 * 1024**2
_INFO_HEADER_BYTES = 40
_FOURTH_HEADER_BYTES = 108
_PIXELS_PER_METRE = 2835
_MASKS = (0xFF0000, 0xFF00, 0xFF, 0xFF000000)


def open_bmp(descriptor: int) -> pyvips.Image:
    """Return the picture in a BMP file.

    Raises:
        BrokenStructure: it is cut short or contradicts itself.
    """
    content = memoryview(read_whole(descriptor))
    bitmap, pixels_at = read_bmp_header(bytes(content[: FILE_HEADER_BYTES + 256]))
    pixels = content[pixels_at:]
    require_pixels(bitmap, len(pixels))
    palette_at = FILE_HEADER_BYTES + bitmap.palette_at
    return draw_bitmap(bitmap, palette=bytes(content[palette_at:]), pixels=pixels)


def draw_bitmap(bitmap: Bitmap, *, palette: bytes, pixels: memoryview) -> pyvips.Image:
    """Return the picture of a bitmap, upright; three bands, or four where it has alpha.

    Args:
        bitmap: what its header says.
        palette: begins with the entries of the palette.
        pixels: begins with the rows.
    """
    if bitmap.bits <= _BYTE_BITS:
        image = _through_palette(_indexes(bitmap, pixels), bitmap, palette)
    else:
        image = _through_masks(_stored(bitmap, pixels, bitmap.bits // _BYTE_BITS), bitmap.masks)
    image = image if bitmap.is_top_down else image.flipver()
    return image.copy(interpretation="srgb")


def save_bmp(image: pyvips.Image, descriptor: int) -> None:
    """Write a picture of three or four bands: without alpha as every reader knows it.

    Raises:
        pyvips.Error: pixels could not be computed, or the file reached its size cap.
    """
    image = image.copy_memory()
    row_bytes = (image.width * image.bands + 3) // 4 * 4
    write_whole(descriptor, _headers(image, row_bytes * image.height))
    stored = image[2].bandjoin([image[band] for band in _BGRA[1 : image.bands]])
    strip = max(1, _STRIP_BYTES // row_bytes)
    for bottom in range(image.height, 0, -strip):
        top = max(0, bottom - strip)
        rows = stored.crop(0, top, image.width, bottom - top).flipver().bandunfold()
        padded = rows.embed(0, 0, row_bytes, rows.height)
        write_whole(descriptor, padded.write_to_memory())


def _headers(image: pyvips.Image, size: int) -> bytes:
    """Return the file header and that of the bitmap; the fourth version knows alpha."""
    has_alpha = image.bands == len(_BGRA)
    length = _FOURTH_HEADER_BYTES if has_alpha else _INFO_HEADER_BYTES
    start = FILE_HEADER_BYTES + length
    file_header = struct.pack("<2sIII", b"BM", start + size, 0, start)
    header = struct.pack(
        "<IiiHHIIiiII", length, image.width, image.height, 1, image.bands * _BYTE_BITS,
        Packing.MASKS if has_alpha else Packing.NONE, size, _PIXELS_PER_METRE, _PIXELS_PER_METRE,
        0, 0,
    )  # fmt: skip
    if has_alpha:
        # The colour space is sRGB; the points and curves that follow are then not looked at.
        header += struct.pack("<4I4s48x", *_MASKS, b"BGRs")
    return file_header + header


def _stored(bitmap: Bitmap, pixels: memoryview, pixel_bytes: int) -> pyvips.Image:
    """Return the bytes of each pixel as its bands."""
    rows = pyvips.Image.new_from_memory(
        pixels[: bitmap.row_bytes * bitmap.height], bitmap.row_bytes, bitmap.height, 1, "uchar"
    )
    return rows.crop(0, 0, bitmap.width * pixel_bytes, bitmap.height).bandfold(factor=pixel_bytes)


def _indexes(bitmap: Bitmap, pixels: memoryview) -> pyvips.Image:
    """Return the number in the palette of each pixel."""
    if bitmap.has_runs:
        unpacked = unpack_runs(pixels, bitmap)
        return pyvips.Image.new_from_memory(unpacked, bitmap.width, bitmap.height, 1, "uchar")
    rows = pyvips.Image.new_from_memory(
        pixels[: bitmap.row_bytes * bitmap.height], bitmap.row_bytes, bitmap.height, 1, "uchar"
    )
    return split_bytes(rows, bitmap.bits).crop(0, 0, bitmap.width, bitmap.height)


def split_bytes(rows: pyvips.Image, bits: int) -> pyvips.Image:
    """Return one pixel for each group of bits in a byte, the highest first."""
    if bits == _BYTE_BITS:
        return rows
    top = (1 << bits) - 1
    shifts = range(_BYTE_BITS - bits, -1, -bits)
    table = bytes((byte >> shift) & top for byte in range(256) for shift in shifts)
    parts = pyvips.Image.new_from_memory(table, 256, 1, len(shifts), "uchar")
    return rows.maplut(parts).bandunfold()


def _through_palette(indexes: pyvips.Image, bitmap: Bitmap, palette: bytes) -> pyvips.Image:
    size = bitmap.colour_bytes
    entries = palette[: bitmap.colours * size]
    colours = b"".join(entries[at : at + 3][::-1] for at in range(0, len(entries) - size + 1, size))
    # Numbers beyond the palette are black.
    table = pyvips.Image.new_from_memory(colours.ljust(256 * 3, b"\0"), 256, 1, 3, "uchar")
    return indexes.maplut(table)


def _through_masks(stored: pyvips.Image, masks: tuple[int, int, int, int]) -> pyvips.Image:
    found = [_channel(stored, mask) for mask in masks if mask]
    return found[0].bandjoin(found[1:])


def _channel(stored: pyvips.Image, mask: int) -> pyvips.Image:
    """Return what a mask names, brought to the whole range: the sum of what each byte gives."""
    whole = [band for band in range(stored.bands) if mask == _TOP << band * _BYTE_BITS]
    if whole:
        return stored[whole[0]]
    shares = [
        stored[band].maplut(_share(mask, band))
        for band in range(stored.bands)
        if (mask >> band * _BYTE_BITS) & _TOP
    ]
    return sum(shares[1:], start=shares[0]).rint().cast("uchar")


def _share(mask: int, band: int) -> pyvips.Image:
    shift = (mask & -mask).bit_length() - 1
    scale = _TOP / (mask >> shift)
    values = [((byte << band * _BYTE_BITS & mask) >> shift) * scale for byte in range(256)]
    return pyvips.Image.new_from_array([values])
