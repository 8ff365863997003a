"""The small pictures that results are held to, and what each of them is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyvips

from pixmill.transform.colour import Colour
from pixmill.transform.geometry import Gravity
from pixmill.transform.operations import (
    Background,
    Blur,
    Border,
    Brightness,
    Contrast,
    Crop,
    Flip,
    Grayscale,
    Mirror,
    Operation,
    Pad,
    Resize,
    ResizeMode,
    Rotate,
    RoundCorners,
    Saturation,
    Sepia,
    Sharpen,
    Watermark,
)
from tests.golden.drawing import (
    Pixels,
    blurred_difference,
    difference,
    draw,
    pixels_of,
)

REFERENCES = Path(__file__).parent / "references"

# Codecs of another version may round otherwise; a shift of a pixel or another colour is far more.
_MEAN_TOLERANCE = 1.0
_SQUARE_TOLERANCE = 6.0


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One picture of the gallery: a test picture and what is done to it."""

    picture: str
    operations: tuple[Operation, ...]

    def drawn(self) -> Pixels:
        """Return the pixels as they come out today."""
        stamps = {"stamp": "alpha.png"}
        uses_stamp = any(
            isinstance(operation, Watermark) and operation.asset for operation in self.operations
        )
        return draw(self.picture, *self.operations, overlays=stamps if uses_stamp else None)


_SMALL = Resize(width=120)
_HOUSE = "photo.png"
_GLASS = "interlaced-alpha.png"
_BLUE = Colour("2040c0ff")

GALLERY: Mapping[str, Exhibit] = {
    "crop": Exhibit("camera-12mp.jpg", (Crop(width=120, height=90, x=2400, y=3100),)),
    "crop-lying": Exhibit("orientation-6.jpg", (Crop(width=120, height=90),)),
    "resize": Exhibit("camera-12mp.jpg", (Resize(width=120, height=90),)),
    "resize-enlarged": Exhibit(_GLASS, (Resize(width=100),)),
    "resize-pad": Exhibit(_HOUSE, (Resize(width=120, height=60, mode=ResizeMode.PAD),)),
    "resize-cmyk": Exhibit("cmyk.jpg", (_SMALL,)),
    "pad": Exhibit(_HOUSE, (_SMALL, Pad(width=150, gravity=Gravity.WEST, background=_BLUE))),
    "rotate": Exhibit(_HOUSE, (_SMALL, Rotate(angle=30))),
    "rotate-quarter": Exhibit(_HOUSE, (_SMALL, Rotate(angle=90))),
    "flip": Exhibit(_HOUSE, (_SMALL, Flip())),
    "mirror": Exhibit(_HOUSE, (_SMALL, Mirror())),
    "grayscale": Exhibit(_HOUSE, (_SMALL, Grayscale())),
    "sepia": Exhibit(_HOUSE, (_SMALL, Sepia())),
    "brightness": Exhibit(_HOUSE, (_SMALL, Brightness(amount=25))),
    "contrast": Exhibit(_HOUSE, (_SMALL, Contrast(amount=50))),
    "saturation": Exhibit(_HOUSE, (_SMALL, Saturation(amount=80))),
    "blur": Exhibit(_HOUSE, (_SMALL, Blur(sigma=3))),
    "blur-alpha": Exhibit(_GLASS, (_SMALL, Blur(sigma=3))),
    "sharpen": Exhibit(_HOUSE, (_SMALL, Sharpen(amount=150))),
    "watermark": Exhibit(_HOUSE, (_SMALL, Watermark(text="Pixmill & <Söhne>", size=11))),
    "watermark-wrapped": Exhibit(
        _HOUSE,
        (_SMALL, Watermark(text="A text that is far too long for one line", size=16, opacity=90)),
    ),
    "watermark-tiled": Exhibit(
        _HOUSE, (_SMALL, Watermark(text="mill", size=14, tile=True, angle=-30))
    ),
    "watermark-asset": Exhibit(
        _HOUSE, (_SMALL, Watermark(asset="stamp", width=60, opacity=100, gravity=Gravity.CENTER))
    ),
    "round_corners": Exhibit(_HOUSE, (_SMALL, RoundCorners(radius=30))),
    "round_corners-max": Exhibit(_HOUSE, (_SMALL, RoundCorners())),
    "round_corners-each": Exhibit(_HOUSE, (_SMALL, RoundCorners(radii=(40, 0, 20)))),
    "round_corners-ellipse": Exhibit(
        _HOUSE, (Resize(width=120, height=80), RoundCorners(radius="ellipse"))
    ),
    "border": Exhibit(
        _HOUSE, (_SMALL, RoundCorners(radii=(40, 0, 20)), Border(width=6, colour=_BLUE))
    ),
    "background": Exhibit(_GLASS, (_SMALL, Background(colour=_BLUE))),
}


def read_reference(name: str) -> Pixels:
    """Return the picture that was looked at and found right."""
    return pixels_of(pyvips.Image.pngload(str(REFERENCES / f"{name}.png")))


def write_reference(name: str, pixels: Pixels) -> None:
    """Put a picture into the gallery."""
    image = pyvips.Image.new_from_array(np.ascontiguousarray(pixels))
    path = REFERENCES / f"{name}.png"
    image.copy(interpretation="srgb").pngsave(str(path), compression=9, keep="none")


def assert_like_reference(name: str) -> None:
    """Hold what an exhibit looks like today to what it looked like when it was found right."""
    drawn, reference = GALLERY[name].drawn(), read_reference(name)

    assert drawn.shape == reference.shape
    assert difference(drawn, reference) <= _MEAN_TOLERANCE
    assert blurred_difference(drawn, reference) <= _SQUARE_TOLERANCE
