"""Colours as callers write them, reduced to one canonical spelling."""

import re
from typing import NewType

from pixmill.errors import PixmillError

Colour = NewType("Colour", str)
"""Eight lower-case hexadecimal digits `rrggbbaa`, sRGB with straight alpha."""

TRANSPARENT = Colour("00000000")
WHITE = Colour("ffffffff")
BLACK = Colour("000000ff")

# The sixteen HTML 4 names and the ones people reach for most; CSS Color Module Level 4, 6.1.
_NAMES = {
    "aqua": "00ffff",
    "beige": "f5f5dc",
    "black": "000000",
    "blue": "0000ff",
    "brown": "a52a2a",
    "coral": "ff7f50",
    "crimson": "dc143c",
    "cyan": "00ffff",
    "darkblue": "00008b",
    "darkgray": "a9a9a9",
    "darkgreen": "006400",
    "darkgrey": "a9a9a9",
    "darkred": "8b0000",
    "fuchsia": "ff00ff",
    "gold": "ffd700",
    "gray": "808080",
    "green": "008000",
    "grey": "808080",
    "indigo": "4b0082",
    "ivory": "fffff0",
    "khaki": "f0e68c",
    "lavender": "e6e6fa",
    "lightblue": "add8e6",
    "lightgray": "d3d3d3",
    "lightgreen": "90ee90",
    "lightgrey": "d3d3d3",
    "lime": "00ff00",
    "magenta": "ff00ff",
    "maroon": "800000",
    "navy": "000080",
    "olive": "808000",
    "orange": "ffa500",
    "orchid": "da70d6",
    "pink": "ffc0cb",
    "plum": "dda0dd",
    "purple": "800080",
    "red": "ff0000",
    "salmon": "fa8072",
    "silver": "c0c0c0",
    "skyblue": "87ceeb",
    "tan": "d2b48c",
    "teal": "008080",
    "tomato": "ff6347",
    "turquoise": "40e0d0",
    "violet": "ee82ee",
    "white": "ffffff",
    "yellow": "ffff00",
}
_HEX = re.compile(r"(?:#|rgb:)?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")


class InvalidColour(PixmillError):
    """A text that should name a colour does not."""

    code = "invalid_colour"
    action = (
        "Write a colour as #rgb, #rrggbb, #rrggbbaa, a common CSS colour name, or 'transparent'."
    )


def parse_colour(text: str) -> Colour:
    """Return the canonical form of a hexadecimal colour, a CSS name or `transparent`.

    Hexadecimal is `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`; the `#` may be left out, or be written
    `rgb:`, because it is awkward in URLs.

    Raises:
        InvalidColour: the text is none of these.
    """
    word = text.strip().lower()
    if word == "transparent":
        return TRANSPARENT
    if word in _NAMES:
        return Colour(_NAMES[word] + "ff")
    match = _HEX.fullmatch(word)
    if match is None:
        message = f"{text[:40]!r} is not a colour."
        raise InvalidColour(message)
    digits = match.group(1)
    if len(digits) <= len("rgba"):
        digits = "".join(digit * 2 for digit in digits)
    return Colour(digits if len(digits) == len("rrggbbaa") else digits + "ff")


def write_colour(colour: Colour) -> str:
    """Return the colour as `#rrggbb`, or `#rrggbbaa` where something shines through it."""
    return "#" + (colour.removesuffix("ff") if is_opaque(colour) else colour)


def channels(colour: Colour) -> tuple[int, int, int, int]:
    """Return red, green, blue and alpha, each from 0 to 255."""
    red, green, blue, alpha = bytes.fromhex(colour)
    return red, green, blue, alpha


def is_opaque(colour: Colour) -> bool:
    """Tell whether nothing shines through the colour."""
    return colour.endswith("ff")
