"""GIF files with far more frames, or a far larger canvas, than bytes."""

import struct

_HEADER = b"GIF89a"
# One pixel of the first colour, at the upper left (GIF89a specification, section 20).
_FRAME = bytes.fromhex("2c00000000010001000002024c0100")
_TWO_COLOURS = bytes.fromhex("800000000000ffffff")
_TRAILER = b"\x3b"


def gif(width: int, height: int, *, frames: int, has_trailer: bool = True) -> bytes:
    """Return an animation whose every frame changes one pixel."""
    screen = struct.pack("<HH", width, height) + _TWO_COLOURS
    return _HEADER + screen + _FRAME * frames + _TRAILER * has_trailer
