"""Colours come in many spellings and have one form."""

import pytest

from pixmill.transform.colour import (
    TRANSPARENT,
    Colour,
    InvalidColour,
    channels,
    is_opaque,
    parse_colour,
    write_colour,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#abc", "aabbccff"),
        ("#ABCD", "aabbccdd"),
        ("#102030", "102030ff"),
        ("10203040", "10203040"),
        ("rgb:f00", "ff0000ff"),
        (" Tomato ", "ff6347ff"),
        ("transparent", TRANSPARENT),
    ],
)
def test_spellings_of_a_colour(text: str, expected: str) -> None:
    """Hexadecimal digits of any usual length and CSS names are understood."""
    assert parse_colour(text) == expected


@pytest.mark.parametrize("text", ["", "#12", "#12345", "nocolour", "#ggg", "0x123456"])
def test_other_text_is_no_colour(text: str) -> None:
    """What is none of the spellings is refused with an advice."""
    with pytest.raises(InvalidColour, match="not a colour"):
        parse_colour(text)


def test_channels_are_bytes() -> None:
    """A colour has red, green, blue and alpha."""
    assert channels(Colour("01020304")) == (1, 2, 3, 4)


def test_opacity_is_in_the_last_digits() -> None:
    """Only full alpha lets nothing shine through."""
    assert is_opaque(Colour("000000ff"))
    assert not is_opaque(Colour("ffffff80"))


def test_full_alpha_is_not_written() -> None:
    """People read #rrggbb where nothing shines through."""
    assert write_colour(Colour("ff0000ff")) == "#ff0000"
    assert write_colour(Colour("ff000080")) == "#ff000080"
