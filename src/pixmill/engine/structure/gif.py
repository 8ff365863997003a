"""GIF: every block must be there, up to the trailer, and the frames are counted.

The decoder shows as many frames as it finds of a file that was cut short, and reads through all of
a file of 100,000 frames before anybody can count them.
"""

import mmap
from collections.abc import Callable

from pixmill.engine.structure.faults import BrokenStructure
from pixmill.transform.limits import Limits, check_source

# GIF89a specification, sections 17 to 27.
_HEADER_BYTES = 13
_DESCRIPTOR_BYTES = 10
_EXTENSION = 0x21
_IMAGE = 0x2C
_TRAILER = 0x3B
_PADDING = 0x00


def check_gif(descriptor: int, limits: Limits) -> None:
    """Walk from the header to the trailer.

    Raises:
        BrokenStructure: there is no trailer, or something that is no block.
        SourceTooLarge: there are too many frames, or too many pixels in all of them.
    """
    try:
        with mmap.mmap(descriptor, 0, prot=mmap.PROT_READ) as content:
            width = int.from_bytes(content[6:8], "little")
            height = int.from_bytes(content[8:10], "little")
            frames = _count_frames(content)
    except (IndexError, ValueError) as exc:
        message = "The GIF ends before its trailer."
        raise BrokenStructure(message) from exc
    check_source(limits, width=width, height=height, frames=frames)


def _count_frames(content: mmap.mmap) -> int:
    frames = 0
    at = _HEADER_BYTES + _table_bytes(content[10])
    while (kind := content[at]) != _TRAILER:
        skip = _SKIP.get(kind)
        if skip is None:
            message = f"There is no block of kind {kind:#04x} in GIF."
            raise BrokenStructure(message)
        at = skip(content, at)
        frames += kind == _IMAGE
    return frames


def _table_bytes(flags: int) -> int:
    return 3 << ((flags & 0b111) + 1) if flags & 0x80 else 0


def _skip_image(content: mmap.mmap, at: int) -> int:
    table = _table_bytes(content[at + 9])
    # One byte tells the size of the first code.
    return _skip_sub_blocks(content, at + _DESCRIPTOR_BYTES + table + 1)


def _skip_extension(content: mmap.mmap, at: int) -> int:
    return _skip_sub_blocks(content, at + 2)


def _skip_sub_blocks(content: mmap.mmap, at: int) -> int:
    while length := content[at]:
        at += length + 1
    return at + 1


def _skip_padding(_content: mmap.mmap, at: int) -> int:
    """Step over a zero, which some encoders write between blocks."""
    return at + 1


_SKIP: dict[int, Callable[[mmap.mmap, int], int]] = {
    _EXTENSION: _skip_extension,
    _IMAGE: _skip_image,
    _PADDING: _skip_padding,
}
