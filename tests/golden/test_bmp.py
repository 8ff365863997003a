"""Bitmaps of every kind show the colours that were put into them, and are written exactly."""

import struct

import numpy as np
import pytest

from pixmill.engine.structure import BrokenStructure
from pixmill.transform.formats import OutputFormat
from tests.bitmaps import Rows, bmp, header, packed, palette
from tests.golden.drawing import draw, inspected, render, worst
from tests.golden.samples import noise

COLOURS = [(index * 5 % 256, index * 11 % 256, 255 - index) for index in range(256)]
SHAPES = [(1, 1), (1, 9), (9, 1), (5, 7), (4, 8), (3, 33)]


def numbers(height: int, width: int, most: int) -> Rows:
    """Return numbers below a bound, the same ones each time."""
    made = np.random.default_rng(3).integers(0, most, (height, width))
    return [[int(number) for number in row] for row in made]


def coloured(rows: Rows) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return what numbers of colours show."""
    return np.array([[COLOURS[number] for number in row] for row in rows], np.uint8)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("bits", [1, 4, 8])
@pytest.mark.parametrize("size", [12, 16, 40, 56, 64, 108, 124])
def test_palettes_of_every_depth(bits: int, size: int, shape: tuple[int, int]) -> None:
    """Numbers of colours are looked up, whatever header stands in front."""
    height, width = shape
    rows = numbers(*shape, 1 << bits)
    colours = palette(COLOURS[: 1 << bits], entry_bytes=3 if size == 12 else 4)

    file = bmp(header(width, height, bits, size=size), packed(rows, bits), colours=colours)

    assert worst(draw(file), coloured(rows)) == 0


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("is_top_down", [False, True])
def test_plain_colours(shape: tuple[int, int], *, is_top_down: bool) -> None:
    """Three bytes a pixel are blue, green and red, and the rows may run either way."""
    height, width = shape
    pixels = noise(height, width)
    rows = [
        [int(red) << 16 | int(green) << 8 | int(blue) for red, green, blue in row] for row in pixels
    ]
    tall = -height if is_top_down else height

    file = bmp(header(width, tall, 24), packed(rows, 24, is_top_down=is_top_down))

    assert worst(draw(file), pixels) == 0


@pytest.mark.parametrize(
    ("bits", "size", "packing", "masks"),
    [
        (16, 40, 0, (0x7C00, 0x3E0, 0x1F)),
        (16, 40, 3, (0xF800, 0x7E0, 0x1F)),
        (16, 40, 6, (0xF00, 0xF0, 0xF, 0xF000)),
        (16, 56, 3, (0x7C00, 0x3E0, 0x1F, 0x8000)),
        (32, 40, 0, (0xFF0000, 0xFF00, 0xFF)),
        (32, 52, 3, (0xFF, 0xFF00, 0xFF0000)),
        (32, 108, 3, (0xFF0000, 0xFF00, 0xFF, 0xFF000000)),
        (32, 124, 3, (0x3FF00000, 0xFFC00, 0x3FF, 0xC0000000)),
        (32, 108, 3, (0x7000, 0xF, 0x1FFF0000, 0)),
    ],
)
def test_masks_name_the_bits_of_each_channel(
    bits: int, size: int, *, packing: int, masks: tuple[int, ...]
) -> None:
    """A channel of any number of bits covers the whole range from 0 to 255."""
    rows = numbers(6, 5, 1 << bits)
    file = bmp(
        header(5, 6, bits, size=size, packing=packing, masks=masks if packing else ()),
        packed(rows, bits),
    )

    drawn = draw(file)

    shown = [mask for mask in masks if mask]
    stored = np.array(rows, np.uint64)[:, :, None] & np.array(shown, np.uint64)
    assert worst(drawn, np.floor(stored / np.array(shown) * 255 + 0.5)) == 0
    assert inspected(file).facts.has_alpha is (len(shown) == 4)


RUNS_OF_BYTES = bytes(
    [3, 1, 0, 4, 5, 6, 7, 8, 0, 0, 0, 2, 1, 1, 2, 9, 0, 3, 1, 2, 3, 0, 9, 9, 0, 1]
)
RUNS_OF_NIBBLES = bytes([5, 0x12, 0, 3, 0x34, 0x50, 0, 0, 2, 0x67, 0, 0, 9, 0x88, 0, 1])


def test_runs_of_bytes() -> None:
    """Runs, pixels as they stand, ends of rows and moves; what stands out of a row is cut off."""
    file = bmp(header(7, 3, 8, packing=1, used=16), RUNS_OF_BYTES, colours=palette(COLOURS[:16]))

    lowest, above, top = [1, 1, 1, 5, 6, 7, 8], [0] * 7, [0, 9, 9, 1, 2, 3, 9]
    assert worst(draw(file), coloured([top, above, lowest])) == 0


def test_runs_of_nibbles() -> None:
    """Two numbers take turns in a run."""
    file = bmp(header(8, 3, 4, packing=2), RUNS_OF_NIBBLES, colours=palette(COLOURS[:16]))

    lowest, above, top = [1, 2, 1, 2, 1, 3, 4, 5], [6, 7, *[0] * 6], [8] * 8
    assert worst(draw(file), coloured([top, above, lowest])) == 0


def test_more_colours_than_there_is_room_for() -> None:
    """The palette ends where the pixels begin; numbers beyond it are black."""
    file = bmp(header(2, 1, 8, used=200), packed([[1, 3]], 8), colours=palette(COLOURS[:2]))

    assert draw(file).tolist() == [[list(COLOURS[1]), [0, 0, 0]]]


@pytest.mark.parametrize(
    ("packing", "runs"),
    [
        (1, RUNS_OF_BYTES[:-2]),
        (1, bytes([0, 9, 1, 2])),
        (1, bytes([0, 0, 0, 0, 0, 0, 0, 0, 1, 1])),
        (2, RUNS_OF_NIBBLES[:5]),
        (1, b""),
    ],
)
def test_runs_that_do_not_end_are_broken(packing: int, runs: bytes) -> None:
    """Runs must say that they are over, before they leave the picture."""
    file = bmp(header(8, 3, 8 // packing, packing=packing, used=4), runs, colours=bytes(16))

    with pytest.raises(BrokenStructure):
        draw(file)


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("shape", SHAPES)
def test_bitmaps_are_written_exactly(shape: tuple[int, int], channels: int) -> None:
    """Not a value is lost, and the sizes in the header are those of the file."""
    pixels = noise(*shape, channels=channels)

    file = render(pixels, chosen=OutputFormat.BMP)

    assert worst(file.pixels, pixels) == 0
    whole, _, start = struct.unpack_from("<III", file.content, 2)
    row_bytes = (shape[1] * channels + 3) // 4 * 4
    assert whole == len(file.content) == start + row_bytes * shape[0]


def test_large_bitmaps_are_written_in_strips() -> None:
    """Where one strip ends, the next begins."""
    pixels = noise(1500, 1001)

    assert worst(render(pixels, chosen=OutputFormat.BMP).pixels, pixels) == 0
