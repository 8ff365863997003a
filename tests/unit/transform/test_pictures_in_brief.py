"""A picture in a few characters and a few colours."""

from pixmill.transform.blurhash import encode_blurhash
from pixmill.transform.palette import find_palette

RED, GREEN, DARK = (255, 0, 0), (0, 200, 0), (2, 1, 0)


def test_hash_holds_the_average_colour() -> None:
    """The colour of a picture of one colour stands in the hash whatever the size."""
    found = encode_blurhash([RED] * 16, width=4, height=4)

    assert len(found) == 28
    assert found[0] == "L"
    assert found[2:6] == encode_blurhash([RED] * 64, width=8, height=8)[2:6] == "TI:j"


def test_hash_shows_where_it_is_light() -> None:
    """A picture and its mirror image have different hashes."""
    rows = [[RED, DARK, DARK, DARK], [GREEN, DARK, DARK, DARK]]
    pixels = [pixel for row in rows for pixel in row]
    mirrored = [pixel for row in rows for pixel in reversed(row)]

    left, right = (encode_blurhash(one, width=4, height=2) for one in (pixels, mirrored))

    assert left != right


def test_palette_starts_with_what_covers_most() -> None:
    """Colours are ordered by their share; those that look alike are one."""
    found = find_palette([GREEN] * 3 + [RED] * 9 + [(250, 40, 5)] * 2)

    assert found == ("ff0000ff", "00c800ff")


def test_palette_is_short() -> None:
    """Nobody reads more than five swatches."""
    greys = [(value, value, value) for value in range(0, 256, 32)]

    assert len(find_palette(greys)) == 5
