"""The names of query parameters and the field of an operation that each of them fills."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pixmill.errors import PixmillError
from pixmill.transform.assembly import closest, field_safe, quoted


class UnknownParameter(PixmillError):
    """A query parameter is none that Pixmill knows."""

    code = "unknown_parameter"
    action = "See the reference of query parameters."


class Target(NamedTuple):
    """What a parameter fills: a field of an operation, or a wish about the file.

    `operation` is "output" for wishes; `field` is "" for operations that have none.
    """

    operation: str
    field: str


OUTPUT = "output"

PARAMETERS: Mapping[str, Target] = {
    "cropWidth": Target("crop", "width"),
    "cropHeight": Target("crop", "height"),
    "cropX": Target("crop", "x"),
    "cropY": Target("crop", "y"),
    "cropGravity": Target("crop", "gravity"),
    "width": Target("resize", "width"),
    "height": Target("resize", "height"),
    "mode": Target("resize", "mode"),
    "gravity": Target("resize", "gravity"),
    "resizeBackground": Target("resize", "background"),
    "padWidth": Target("pad", "width"),
    "padHeight": Target("pad", "height"),
    "padGravity": Target("pad", "gravity"),
    "padBackground": Target("pad", "background"),
    "rotate": Target("rotate", "angle"),
    "rotateBackground": Target("rotate", "background"),
    "flip": Target("flip", ""),
    "mirror": Target("mirror", ""),
    "grayscale": Target("grayscale", ""),
    "sepia": Target("sepia", "amount"),
    "brightness": Target("brightness", "amount"),
    "contrast": Target("contrast", "amount"),
    "saturation": Target("saturation", "amount"),
    "blur": Target("blur", "sigma"),
    "sharpen": Target("sharpen", "amount"),
    "watermarkText": Target("watermark", "text"),
    "watermarkAsset": Target("watermark", "asset"),
    "watermarkFont": Target("watermark", "font"),
    "watermarkBold": Target("watermark", "bold"),
    "watermarkItalic": Target("watermark", "italic"),
    "watermarkSize": Target("watermark", "size"),
    "watermarkColour": Target("watermark", "colour"),
    "watermarkWidth": Target("watermark", "width"),
    "watermarkHeight": Target("watermark", "height"),
    "watermarkOpacity": Target("watermark", "opacity"),
    "watermarkAngle": Target("watermark", "angle"),
    "watermarkGravity": Target("watermark", "gravity"),
    "watermarkX": Target("watermark", "x"),
    "watermarkY": Target("watermark", "y"),
    "watermarkTile": Target("watermark", "tile"),
    "roundCorners": Target("round_corners", "radius"),
    "background": Target("background", "colour"),
    "format": Target(OUTPUT, "format"),
    "quality": Target(OUTPUT, "quality"),
}
"""Every parameter by its canonical name; a name that is written anew uses these."""

CROP_BOX = "crop"
"""The one parameter that fills several fields: `WxH` or `WxH+X+Y`."""

_SYNONYMS = {
    "watermarkColor": "watermarkColour",
    "greyscale": "grayscale",
    "radius": "roundCorners",
    "compress": "quality",
}


def _spellings() -> Iterator[tuple[str, str]]:
    for name in (*PARAMETERS, CROP_BOX):
        yield name, name
    yield from _SYNONYMS.items()


def _snake_case(name: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", name).lower()


SPELLINGS: Mapping[str, str] = {
    spelling: name for written, name in _spellings() for spelling in (written, _snake_case(written))
}
"""Every spelling that is understood, camelCase and snake_case, with its canonical name."""

QUERY_PARAMETERS = frozenset(SPELLINGS)
"""Every spelling that is understood: a request that has none of them asks for no transformation."""

LOWERED: frozenset[str] = frozenset(
    target.operation for target in PARAMETERS.values() if target.operation != OUTPUT
)
"""Names of the operations that this dialect can ask for."""


def canonical_parameter(spelling: str) -> str:
    """Return the canonical name of a parameter.

    Raises:
        UnknownParameter: there is none; the error names the closest.
    """
    name = SPELLINGS.get(spelling)
    if name is not None:
        return name
    near = closest(spelling, PARAMETERS)
    message = f"There is no parameter {quoted(spelling)}."
    action = f"Did you mean {near}?" if near else None
    raise UnknownParameter(message, field=field_safe(spelling), action=action)
