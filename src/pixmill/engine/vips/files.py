"""Reads and writes whole files by descriptor, for the formats that libvips does not know."""

import errno
import os

import pyvips

_TOO_LARGE = "file too large"


def read_whole(descriptor: int) -> bytes:
    """Return all of a file; where its descriptor stands does not matter."""
    size = os.fstat(descriptor).st_size
    pieces = []
    at = 0
    # One call reads at most 2 GiB.
    while at < size and (piece := os.pread(descriptor, size - at, at)):
        pieces.append(piece)
        at += len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def write_whole(descriptor: int, content: bytes) -> None:
    """Write all of it where the descriptor stands.

    Raises:
        pyvips.Error: the file reached its size cap, in the words of libvips.
    """
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except OSError as exc:
        if exc.errno == errno.EFBIG:
            raise pyvips.Error(_TOO_LARGE) from exc
        raise
