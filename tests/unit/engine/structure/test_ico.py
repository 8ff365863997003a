"""The pictures of an icon are found within the file, and the largest is held to the limits."""

import struct

import pytest

from pixmill.engine.structure import BrokenStructure, check_structure
from pixmill.engine.structure.ico import MAX_ICON_BYTES
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits, SourceTooLarge
from tests.bitmaps import header, ico, packed
from tests.isolation.stage import in_memory

_BITMAP = header(3, 4, 24) + packed([[1, 2, 3], [4, 5, 6]], 24) + packed([[0, 0, 0]] * 2, 1)


def _check(content: bytes, limits: Limits | None = None) -> None:
    with in_memory(content) as descriptor:
        check_structure(descriptor, SourceFormat.ICO, limits or Limits())


def _png(width: int, height: int, kind: bytes = b"IHDR") -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, kind, width, height) + bytes(9)


def test_an_icon_cut_anywhere_is_broken() -> None:
    """The whole file passes, none of its beginnings does."""
    content = ico(_BITMAP, _png(9, 9), _BITMAP)
    _check(content)

    for cut in range(1, len(content)):
        with pytest.raises(BrokenStructure):
            _check(content[:cut])


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"\0" * 60,
        _png(0, 5),
        _png(5, 5, b"IDAT"),
        _png(5, 5)[:20],
        header(3, 4, 8, packing=1) + bytes(2000),
        header(3, -4, 24) + bytes(2000),
        header(3, 1, 24) + bytes(2000),
        header(3, 400, 24) + bytes(200),
    ],
)
def test_pictures_that_make_no_sense_are_broken(picture: bytes) -> None:
    """Each must have a header of its own kind, and all its pixels."""
    with pytest.raises(BrokenStructure):
        _check(ico(_BITMAP, picture))


def test_limits_are_held_to_the_largest() -> None:
    """What the directory says does not count."""
    with pytest.raises(SourceTooLarge, match="along one side"):
        _check(ico(_BITMAP, _png(50_000, 50_000)))
    with pytest.raises(SourceTooLarge, match="bytes"):
        _check(ico(_BITMAP) + bytes(MAX_ICON_BYTES))
