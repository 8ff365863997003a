"""PNG: texts and profiles are counted and unpacked within bounds, because libpng does it with none.

Packed text inflates every time the file is opened, even for its header alone: 816 kB can hold 20
texts of 40 MB each, which cost seconds and say nothing about the picture.
"""

import os
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from pixmill.transform.limits import Limits, SourceTooLarge

MAX_BLOCKS = 100_000
"""Blocks in one file. Encoders that write the smallest common ones make 13,000 of 50 MiB."""
MAX_TEXTS = 1_000
"""Texts and profiles in one file; editors write a dozen."""
MAX_TEXT_BYTES = 16 * 1024**2
"""Bytes of all texts and profiles once unpacked. The largest profiles of printers have 4 MB."""

_SIGNATURE_BYTES = 8
# PNG specification (third edition), 5.3: length, type, data, check.
_HEAD_BYTES = 8
_CHECK_BYTES = 4
_PIECE_BYTES = 64 * 1024
_PLAIN = {b"tEXt", b"eXIf"}
_PACKED = {b"zTXt", b"iTXt", b"iCCP"}


class _Block(NamedTuple):
    kind: bytes
    start: int
    length: int


def check_png(descriptor: int, _limits: Limits) -> None:
    """Count the blocks and what the texts among them hold.

    What is damaged is left for the decoder to find: it checks every block's sum.

    Raises:
        SourceTooLarge: there are more of them than any camera or editor writes.
    """
    texts = size = 0
    for count, block in enumerate(_blocks(descriptor), start=1):
        if count > MAX_BLOCKS:
            _refuse(f"The picture is made of more than {MAX_BLOCKS} blocks.")
        if block.kind not in _PLAIN and block.kind not in _PACKED:
            continue
        texts += 1
        if texts > MAX_TEXTS:
            _refuse(f"The picture carries more than {MAX_TEXTS} texts.")
        size += _unpacked_bytes(descriptor, block, most=MAX_TEXT_BYTES - size)
        if size > MAX_TEXT_BYTES:
            _refuse(f"The texts and profiles in the picture unpack to over {MAX_TEXT_BYTES} bytes.")


def _refuse(message: str) -> None:
    raise SourceTooLarge(message, action="Save the picture without comments and metadata.")


def _blocks(descriptor: int) -> Iterator[_Block]:
    """Yield the blocks up to the first that is not whole, or the end."""
    end = os.fstat(descriptor).st_size
    at = _SIGNATURE_BYTES
    while at + _HEAD_BYTES <= end:
        head = os.pread(descriptor, _HEAD_BYTES, at)
        block = _Block(head[4:], at + _HEAD_BYTES, int.from_bytes(head[:4], "big"))
        at = block.start + block.length + _CHECK_BYTES
        if at > end or block.kind == b"IEND":
            return
        yield block


def _unpacked_bytes(descriptor: int, block: _Block, *, most: int) -> int:
    """Return how much a text unpacks to; counting stops beyond `most`."""
    start = _start_of_packed(block.kind, os.pread(descriptor, _PIECE_BYTES, block.start))
    if start is None:
        return block.length
    unpacker = zlib.decompressobj()
    size = 0
    end = block.start + block.length
    for at in range(block.start + start, end, _PIECE_BYTES):
        piece = os.pread(descriptor, min(_PIECE_BYTES, end - at), at)
        try:
            size += _inflate(unpacker, piece, most=most - size)
        except zlib.error:
            # The decoder gives up on it at the same byte.
            break
        if size > most:
            break
    return size


def _inflate(unpacker: "zlib._Decompress", piece: bytes, *, most: int) -> int:
    """Return how much a piece unpacks to, one small part in memory at a time."""
    size = 0
    while piece and size <= most:
        size += len(unpacker.decompress(piece, _PIECE_BYTES))
        piece = unpacker.unconsumed_tail
    return size


def _start_of_packed(kind: bytes, beginning: bytes) -> int | None:
    """Return where the packed part of a text begins, after its names; None if nothing is packed."""
    after_name = beginning.find(b"\0") + 1
    if kind not in _PACKED or not after_name:
        return None
    if kind != b"iTXt":
        return after_name + 1
    # Flag and method, then a language and a translated keyword, each ending with a zero.
    if beginning[after_name : after_name + 1] != b"\x01":
        return None
    after_language = beginning.find(b"\0", after_name + 2) + 1
    after_keyword = beginning.find(b"\0", after_language) + 1
    return after_keyword if after_language and after_keyword else None
