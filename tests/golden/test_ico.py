"""Icons: the largest picture is shown with its transparency, and one is written."""

import struct
import zlib

import numpy as np
import pytest
import pyvips

from pixmill.engine.structure import BrokenStructure
from pixmill.transform.formats import OutputFormat
from pixmill.transform.limits import OutputTooLarge
from tests.bitmaps import header, ico, packed, palette
from tests.golden.drawing import Pixels, alpha_of, draw, encoded, inspected, opaque, render, worst
from tests.golden.samples import noise

RED, BLUE = (255, 0, 0), (0, 0, 255)


def bitmap(pixels: Pixels, mask: list[list[int]] | None = None) -> bytes:
    """Return the bitmap of 32 bits that stands in an icon."""
    height, width = pixels.shape[:2]
    rows = [
        [int.from_bytes(bytes(pixel[[2, 1, 0, 3]]), "little") for pixel in row] for row in pixels
    ]
    head = header(width, height * 2, 32)
    return head + packed(rows, 32) + (packed(mask, 1) if mask else b"")


def test_the_largest_picture_is_shown() -> None:
    """Its own header tells the size; what the directory says does not count."""
    small, large = noise(5, 6, channels=4), noise(7, 8, channels=4)

    file = ico(encoded(small), bitmap(large), encoded(small[:2]))

    assert inspected(file).facts.upright == (8, 7)
    assert worst(draw(file), large) == 0


@pytest.mark.parametrize("bits", [1, 4, 8])
def test_mask_cuts_out(bits: int) -> None:
    """Where the mask has a one, the picture is transparent."""
    head = header(3, 4, bits)
    colours = palette([RED, BLUE], entry_bytes=4).ljust(4 << bits, b"\0")
    rows, mask = [[0, 1, 0], [1, 1, 0]], [[0, 1, 0], [0, 0, 1]]

    drawn = draw(ico(head + colours + packed(rows, bits) + packed(mask, 1)))

    expected = np.array([[RED, BLUE, RED], [BLUE, BLUE, RED]])
    assert worst(opaque(drawn), expected.astype(np.uint8)) == 0
    assert alpha_of(drawn).tolist() == [[255, 0, 255], [255, 255, 0]]


def test_mask_counts_where_alpha_is_nowhere() -> None:
    """Some writers leave the fourth byte empty and mean the mask."""
    pixels = noise(2, 3, channels=4)
    pixels[:, :, 3] = 0

    drawn = draw(ico(bitmap(pixels, [[0, 1, 0], [0, 0, 1]])))

    assert alpha_of(drawn).tolist() == [[255, 0, 255], [255, 255, 0]]


def test_icon_without_its_mask_is_broken() -> None:
    """Nobody can tell what is transparent."""
    with pytest.raises(BrokenStructure, match="mask"):
        draw(ico(header(3, 4, 24) + packed([[1, 2, 3], [4, 5, 6]], 24)))


def test_texts_in_icons_are_not_unpacked() -> None:
    """A PNG in an icon is read without what is not drawn, however large that would become."""
    png = encoded(noise(4, 4))
    text = b"zTXtk\0\0" + zlib.compress(bytes(60_000_000))
    block = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))

    assert worst(draw(ico(png[:33] + block + png[33:])), noise(4, 4)) == 0


def test_damaged_png_in_an_icon_is_refused() -> None:
    """Half a picture is never shown."""
    png = encoded(noise(40, 40))

    with pytest.raises(pyvips.Error):
        inspected(ico(png[: len(png) // 2]))


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("shape", [(1, 1), (16, 16), (256, 256), (1, 256), (31, 48)])
def test_icons_are_written_exactly(shape: tuple[int, int], channels: int) -> None:
    """One picture of up to 256 pixels a side, always with transparency."""
    pixels = noise(*shape, channels=channels)

    file = render(pixels, chosen=OutputFormat.ICO)

    assert worst(opaque(file.pixels), opaque(pixels)) == 0
    assert worst(alpha_of(file.pixels), alpha_of(pixels)) == 0
    width, height = file.content[6:8]
    assert (width or 256, height or 256) == shape[::-1]
    size, start = struct.unpack_from("<II", file.content, 14)
    assert size + start == len(file.content)


def test_larger_icons_are_refused() -> None:
    """No icon has more than 256 pixels along one side."""
    with pytest.raises(OutputTooLarge, match="256"):
        render(noise(10, 257), chosen=OutputFormat.ICO)
