"""WebP files of one colour, which need no bit for a pixel."""

import struct


def webp(width: int, height: int) -> bytes:
    """Return a black picture (WebP lossless bitstream specification, chapters 3 to 6)."""
    # Five prefix codes of one symbol each, after no transform, no cache and no second level.
    prefixes = [(1, 1), (0, 1), (0, 1), (0, 1)] * 5
    bits = [(width - 1, 14), (height - 1, 14), (0, 1), (0, 3), (0, 1), (0, 1), (0, 1), *prefixes]
    value = at = 0
    for number, length in bits:
        value |= number << at
        at += length
    stream = b"\x2f" + value.to_bytes(-(-at // 8) + 1, "little")
    # The decoder reads ahead.
    stream += bytes(16 - len(stream) % 2)
    chunk = b"VP8L" + struct.pack("<I", len(stream)) + stream
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk
