"""The small pictures that results are held to, and what each of them is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyvips

from pixmill.transform.colour import WHITE, Colour
from pixmill.transform.geometry import Gravity
from pixmill.transform.operations import (
    AssistColourBlind,
    AutoBrightness,
    AutoColour,
    AutoContrast,
    Background,
    BlackWhite,
    Blur,
    BlurRegion,
    Border,
    Brightness,
    BrightnessHSB,
    Cartoonify,
    Channels,
    Colourise,
    Contrast,
    ContrastCurve,
    Crop,
    Distort,
    Dither,
    DitherPattern,
    DropShadow,
    FadeMode,
    FillLight,
    Flip,
    Gamma,
    GradientFade,
    Grayscale,
    Hue,
    Improve,
    ImproveMode,
    MakeTransparent,
    Mirror,
    Negate,
    OilPaint,
    Opacity,
    OpacityThreshold,
    Operation,
    Outline,
    OutlineMode,
    Pad,
    Pixelate,
    PixelateRegion,
    Recolour,
    ReplaceColour,
    Resize,
    ResizeMode,
    Rotate,
    RoundCorners,
    Saturation,
    Sepia,
    Shadow,
    Sharpen,
    Shear,
    SimulateColourBlind,
    Surface,
    Tint,
    UnsharpMask,
    Vibrance,
    Vignette,
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
# Pixels of the picture itself, for what shall not change with the way it is resized.
_CUT = Crop(width=120, height=120, x=230, y=190)
_HOUSE = "photo.png"
_GLASS = "interlaced-alpha.png"
_BLUE = Colour("2040c0ff")
_GOLD = Colour("ffb400ff")

GALLERY: Mapping[str, Exhibit] = {
    "crop": Exhibit("camera-12mp.jpg", (Crop(width=120, height=90, x=2400, y=3100),)),
    "crop-lying": Exhibit("orientation-6.jpg", (Crop(width=120, height=90),)),
    "resize": Exhibit("camera-12mp.jpg", (Resize(width=120, height=90),)),
    "resize-enlarged": Exhibit(_GLASS, (Resize(width=100),)),
    "resize-pad": Exhibit(_HOUSE, (Resize(width=120, height=60, mode=ResizeMode.PAD),)),
    "resize-cmyk": Exhibit("cmyk.jpg", (_SMALL,)),
    "pad-gradient": Exhibit(_HOUSE, (_SMALL, Pad(width=180, height=150, surface=Surface.GRADIENT))),
    "pad-border": Exhibit(_HOUSE, (_SMALL, Pad(width=160, surface=Surface.BORDER))),
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
    "blur_region": Exhibit(_HOUSE, (_CUT, BlurRegion(sigma=4, x=40, y=40, width=50, height=40))),
    "pixelate": Exhibit(_HOUSE, (_CUT, Pixelate())),
    "pixelate_region": Exhibit(
        _HOUSE, (_CUT, PixelateRegion(square=7, x=40, y=40, width=50, height=40))
    ),
    "unsharp_mask": Exhibit(_HOUSE, (_CUT, UnsharpMask(amount=120, radius=3, threshold=4))),
    "oil_paint": Exhibit(_HOUSE, (_CUT, OilPaint(amount=100))),
    "cartoonify": Exhibit(_HOUSE, (_CUT, Cartoonify())),
    "cartoonify-ink": Exhibit(_HOUSE, (_CUT, Cartoonify(black_white=True))),
    "vignette": Exhibit(_HOUSE, (_CUT, Vignette(amount=80))),
    "shear": Exhibit(_HOUSE, (_CUT, Shear(x=20, y=10))),
    "distort": Exhibit(
        _HOUSE, (_CUT, Distort(x1=20, y1=10, x2=140, y2=30, x3=130, y3=85, x4=15, y4=100))
    ),
    "distort-arc": Exhibit(_HOUSE, (_CUT, Distort(arc=-120))),
    "gradient_fade": Exhibit(_HOUSE, (_CUT, GradientFade(x=-0.5))),
    "gradient_fade-pad": Exhibit(
        _HOUSE, (_CUT, GradientFade(mode=FadeMode.SYMMETRIC_PAD, x=20, y=0.1))
    ),
    "outline": Exhibit(_HOUSE, (_CUT, RoundCorners(), Outline(width=6, colour=_BLUE, blur=40))),
    "outline-inner": Exhibit(
        _HOUSE, (_CUT, RoundCorners(), Outline(mode=OutlineMode.INNER, width=6, colour=_BLUE))
    ),
    "shadow": Exhibit(_HOUSE, (_CUT, RoundCorners(radius=30), Shadow(x=6, y=8, blur=4))),
    "drop_shadow": Exhibit(_HOUSE, (_CUT, RoundCorners(), DropShadow())),
    "contrast-sigmoid": Exhibit(_HOUSE, (_SMALL, Contrast(amount=60, curve=ContrastCurve.SIGMOID))),
    "replace_colour": Exhibit(_HOUSE, (_SMALL, ReplaceColour(to=_BLUE, tolerance=35))),
    "make_transparent": Exhibit("graph.png", (_SMALL, MakeTransparent())),
    "improve": Exhibit(_HOUSE, (_SMALL, Improve())),
    "improve-indoor": Exhibit(_HOUSE, (_SMALL, Improve(mode=ImproveMode.INDOOR))),
    "auto_brightness": Exhibit(_HOUSE, (_SMALL, Gamma(value=0.4), AutoBrightness())),
    "auto_contrast": Exhibit(_HOUSE, (_SMALL, Contrast(amount=-60), AutoContrast())),
    "auto_colour": Exhibit(_HOUSE, (_SMALL, Colourise(amount=40, colour=_BLUE), AutoColour())),
    "fill_light": Exhibit(_HOUSE, (_SMALL, FillLight())),
    "brightness_hsb": Exhibit(_HOUSE, (_SMALL, BrightnessHSB(amount=40))),
    "gamma": Exhibit(_HOUSE, (_SMALL, Gamma(value=2))),
    "vibrance": Exhibit(_HOUSE, (_SMALL, Vibrance(amount=80))),
    "hue": Exhibit(_HOUSE, (_SMALL, Hue(degrees=120))),
    "channels": Exhibit(_HOUSE, (_SMALL, Channels(red=20, blue=-30))),
    "recolour": Exhibit(_HOUSE, (_SMALL, Recolour(matrix=(0, 0, 1, 0, 1, 0, 1, 0, 0)))),
    "negate": Exhibit(_HOUSE, (_SMALL, Negate())),
    "colourise": Exhibit(_HOUSE, (_SMALL, Colourise(amount=50, colour=_BLUE))),
    "tint": Exhibit(_HOUSE, (_SMALL, Tint(amount=100, colours=(_BLUE, _GOLD, WHITE)))),
    "tint-equalised": Exhibit(_HOUSE, (_SMALL, Tint(equalise=True))),
    "black_white": Exhibit(_HOUSE, (_SMALL, BlackWhite())),
    "dither": Exhibit(_HOUSE, (_SMALL, Dither())),
    "dither-halftone": Exhibit(
        _HOUSE, (_SMALL, Grayscale(), Dither(pattern=DitherPattern.HALFTONE_ANGLED_8X8))
    ),
    "dither-circles": Exhibit(
        _HOUSE, (_SMALL, Grayscale(), Dither(pattern=DitherPattern.CIRCLES_7X7_BLACK))
    ),
    "simulate_colour_blind": Exhibit(_HOUSE, (_SMALL, SimulateColourBlind())),
    "assist_colour_blind": Exhibit(_HOUSE, (_SMALL, AssistColourBlind(amount=80))),
    "assist_colour_blind-xray": Exhibit(_HOUSE, (_SMALL, AssistColourBlind(amount="xray"))),
    "opacity_threshold": Exhibit(_GLASS, (_SMALL, OpacityThreshold())),
    "opacity": Exhibit(_HOUSE, (_SMALL, Opacity(amount=40))),
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
