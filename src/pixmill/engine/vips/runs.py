"""Unpacks the runs of RLE bitmaps (Microsoft's "Bitmap Compression") into one byte a pixel."""

from pixmill.engine.structure import BrokenStructure
from pixmill.engine.structure.bmp import Bitmap, Packing

_END_OF_ROW, _END_OF_BITMAP, _MOVE = range(3)


class _Rows:
    """The pixels so far, and where the next one goes; row 0 is the lowest."""

    def __init__(self, width: int, height: int) -> None:
        self.content = bytearray(width * height)
        self._width = width
        self._height = height
        self._x = 0
        self._y = 0

    def put(self, pixels: bytes) -> None:
        """Set pixels; what stands out of the row is cut off, as every reader does."""
        if self._y >= self._height:
            message = "The bitmap has more rows than its header says."
            raise BrokenStructure(message)
        pixels = pixels[: max(0, self._width - self._x)]
        at = self._y * self._width + self._x
        self.content[at : at + len(pixels)] = pixels
        self._x += len(pixels)

    def end_row(self) -> None:
        """Go to the beginning of the row above."""
        self.move(-self._x, 1)

    def move(self, right: int, up: int) -> None:
        """Leave pixels out."""
        self._x += right
        self._y += up


def unpack_runs(packed: memoryview, bitmap: Bitmap) -> bytes:
    """Return the pixels row by row from the lowest; those left out have the first colour.

    Raises:
        BrokenStructure: the runs end without saying so, or go beyond the last row.
    """
    rows = _Rows(bitmap.width, bitmap.height)
    in_nibbles = bitmap.packing is Packing.RUNS_OF_NIBBLES
    at = 0
    try:
        while True:
            count, value = packed[at], packed[at + 1]
            at += 2
            if count:
                rows.put(_run(count, value, in_nibbles=in_nibbles))
            elif value == _END_OF_BITMAP:
                return bytes(rows.content)
            elif value == _END_OF_ROW:
                rows.end_row()
            elif value == _MOVE:
                rows.move(packed[at], packed[at + 1])
                at += 2
            else:
                at += _put_as_they_stand(rows, packed[at:], value, in_nibbles=in_nibbles)
    except IndexError:
        message = "The bitmap ends before its last row."
        raise BrokenStructure(message) from None


def _run(count: int, value: int, *, in_nibbles: bool) -> bytes:
    if not in_nibbles:
        return bytes([value]) * count
    return (bytes([value >> 4, value & 0xF]) * ((count + 1) // 2))[:count]


def _put_as_they_stand(rows: _Rows, packed: memoryview, count: int, *, in_nibbles: bool) -> int:
    """Set pixels that are no run; return how many bytes they took, which is an even number."""
    length = (count + 1) // 2 if in_nibbles else count
    found = bytes(packed[:length])
    if len(found) < length:
        raise IndexError
    if in_nibbles:
        found = bytes(half for byte in found for half in (byte >> 4, byte & 0xF))
    rows.put(found[:count])
    return length + length % 2
