"""Headers of bitmaps are held to the limits and to the size of the file before a pixel is read."""

import pytest

from pixmill.engine.structure import BrokenStructure, check_structure
from pixmill.engine.structure.bmp import MAX_PACKED_BYTES
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits, SourceTooLarge
from tests.bitmaps import bmp, header, packed
from tests.isolation.stage import in_memory


def _check(content: bytes, limits: Limits | None = None) -> None:
    with in_memory(content) as descriptor:
        check_structure(descriptor, SourceFormat.BMP, limits or Limits())


def _whole(size: int) -> bytes:
    masks = (0xFF0000, 0xFF00, 0xFF, 0xFF000000)[: 3 if size in {40, 52} else 4]
    head = header(3, 2, 32, size=size, packing=3, masks=masks)
    return bmp(head, packed([[1, 2, 3], [4, 5, 6]], 32))


@pytest.mark.parametrize(
    "content",
    [
        *map(_whole, (40, 52, 56, 108, 124)),
        bmp(header(3, 2, 8, size=12), bytes(8), colours=bytes(768)),
    ],
)
def test_a_bitmap_cut_anywhere_is_broken(content: bytes) -> None:
    """The whole file passes, none of its beginnings does."""
    _check(content)
    for cut in range(1, len(content)):
        with pytest.raises(BrokenStructure):
            _check(content[:cut])


@pytest.mark.parametrize(
    "head",
    [
        header(0, 2, 24),
        header(-5, 2, 24),
        header(5, 0, 24),
        header(5, 2, 7),
        header(5, 2, 24, packing=1),
        header(5, 2, 24, packing=4),
        header(5, 2, 1, size=64, packing=3),
        header(5, -2, 8, packing=1),
        header(5, 2, 16, packing=3, masks=(0, 1, 2)),
        header(5, 2, 16, packing=3, masks=(0b101, 2, 8)),
        header(5, 2, 16, packing=3, masks=(0x10000, 2, 8)),
        header(5, 2, 32, size=56, packing=3, masks=(1, 2, 8, 0b101)),
        header(5, 2, 24)[:39],
        header(5, 2, 24).replace(b"\x28", b"\x29", 1),
    ],
)
def test_headers_that_make_no_sense_are_broken(head: bytes) -> None:
    """Sizes, depths, packings and masks must fit together."""
    with pytest.raises(BrokenStructure):
        _check(bmp(head, bytes(4000)))


def test_pixels_within_the_header_are_broken() -> None:
    """They cannot begin before the palette is over."""
    file = bytearray(bmp(header(3, 2, 8), bytes(8), colours=bytes(1024)))
    file[10] = 20
    file[11] = 0

    with pytest.raises(BrokenStructure, match="within its header"):
        _check(bytes(file))


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (header(2**31 - 1, 2**31 - 1, 24), "along one side"),
        (header(20_000, -20_000, 1), "pixels in all"),
        (header(20_000, 20_000, 8, packing=1), "pixels in all"),
    ],
)
def test_limits_are_held_to_the_header(head: bytes, word: str) -> None:
    """A bitmap that claims more than is allowed is refused, though it has no pixels."""
    with pytest.raises(SourceTooLarge, match=word):
        _check(bmp(head, b"", colours=bytes(1024)))


def test_too_many_runs_are_refused() -> None:
    """Each of them takes time."""
    runs = bytes(MAX_PACKED_BYTES + 1)

    with pytest.raises(SourceTooLarge, match="packed"):
        _check(bmp(header(3, 2, 8, packing=1), runs, colours=bytes(1024)))
