"""Every operation on pictures of a pixel, a row or a column, opaque and not, in every format."""

import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.formats import CAPABILITIES, OutputFormat
from pixmill.transform.geometry import CutGravity
from pixmill.transform.operations import (
    OPERATIONS,
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
    Crop,
    Distort,
    Dither,
    DropShadow,
    FadeMode,
    FillLight,
    Flip,
    Gamma,
    GradientFade,
    Grayscale,
    Hue,
    Improve,
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
from tests.golden.drawing import alpha_of, draw, render
from tests.golden.samples import noise

EACH: list[Operation] = [
    Crop(width=1, height=1),
    Resize(width=1, height=1),
    Resize(width=7),
    Resize(width=7, height=3, mode=ResizeMode.PAD),
    Crop(width=1, gravity=CutGravity.AUTO),
    Crop(aspect="2:1", gravity=CutGravity.SOUTH_EAST, x=3),
    Resize(width=7, height=3, mode=ResizeMode.AUTO),
    Resize(width=7, height=3, zoom=3, focus_x=0.9),
    Resize(width=7, height=3, mode=ResizeMode.LFILL),
    Resize(width=7, height=3, mode=ResizeMode.FILL_PAD, surface=Surface.BORDER),
    Resize(aspect=1.5, mode=ResizeMode.LPAD),
    Rotate(angle="auto_left", toward="portrait"),
    Pad(width=60, height=60),
    Pad(width=60, height=60, surface=Surface.GRADIENT),
    Pad(width=60, surface=Surface.PREDOMINANT),
    Rotate(angle=90),
    Rotate(angle=45),
    Rotate(angle=33, background=Colour("ff000080")),
    Flip(),
    Mirror(),
    Grayscale(),
    Sepia(),
    Brightness(amount=5),
    Contrast(amount=5),
    Saturation(amount=5),
    Blur(sigma=0.01),
    Blur(sigma=250),
    Sharpen(amount=0.01),
    Sharpen(amount=500),
    Watermark(asset="stamp"),
    Watermark(asset="stamp", tile=True),
    RoundCorners(),
    RoundCorners(radius=1),
    RoundCorners(radius="ellipse"),
    RoundCorners(radii=(5, 0)),
    Border(width=3, colour=Colour("11223344")),
    Shear(x=80, y=-80),
    Shear(x=20, y=10),
    Distort(x1=4, y1=2, x2=28, y2=6, x3=26, y3=15, x4=0, y4=16),
    Distort(arc=360),
    Distort(arc=-0.01),
    BlurRegion(),
    BlurRegion(sigma=250, width=1, height=1),
    Pixelate(),
    Pixelate(square=200),
    PixelateRegion(square=2, width=1),
    UnsharpMask(amount=500, radius=100, threshold=255),
    UnsharpMask(radius=0.3),
    OilPaint(amount=0.01),
    OilPaint(amount=100),
    Cartoonify(),
    Cartoonify(black_white=True),
    Vignette(amount=100),
    GradientFade(),
    GradientFade(mode=FadeMode.SYMMETRIC_PAD, strength=100, x=-1, y=100_000),
    *(Outline(mode=mode, width=100, blur=200) for mode in OutlineMode),
    Outline(width=1),
    Shadow(),
    Shadow(x=-50, y=20, blur=0),
    DropShadow(),
    DropShadow(azimuth=90, elevation=0, spread=100),
    DropShadow(elevation=90, spread=0),
    ReplaceColour(to=Colour("2040c0ff")),
    MakeTransparent(),
    Improve(),
    AutoBrightness(),
    AutoContrast(),
    AutoColour(),
    FillLight(),
    BrightnessHSB(amount=20),
    Gamma(value=2),
    Vibrance(),
    Hue(degrees=40),
    Channels(red=9),
    Recolour(matrix=(0.5,) * 16),
    Negate(),
    Colourise(amount=50),
    Tint(equalise=True),
    BlackWhite(),
    Dither(),
    SimulateColourBlind(),
    AssistColourBlind(),
    OpacityThreshold(),
    Opacity(amount=50),
    Background(colour=Colour("11223344")),
]
SHAPES = [(1, 1), (1, 50), (50, 1), (2, 3)]


def stamps_of(operation: Operation) -> dict[str, str] | None:
    """Return the pictures that an operation refers to."""
    return {"stamp": "alpha.png"} if isinstance(operation, Watermark) else None


def test_no_operation_is_left_out() -> None:
    """A new operation has to stand the same."""
    assert {type(operation) for operation in EACH} == set(OPERATIONS)


@pytest.mark.parametrize("operation", EACH, ids=range(len(EACH)))
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("channels", [3, 4])
def test_operation_on_extreme_shapes(
    operation: Operation, shape: tuple[int, int], channels: int
) -> None:
    """The result has the size of the plan and one of two kinds of pixels."""
    drawn = draw(noise(*shape, channels=channels), operation, overlays=stamps_of(operation))

    assert drawn.shape[2] in {3, 4}


@pytest.mark.parametrize("operation", EACH, ids=range(len(EACH)))
@pytest.mark.parametrize("name", ["cmyk.jpg", "alpha-16-bit-grey.png", "palette-transparent.png"])
def test_operation_on_other_kinds(operation: Operation, name: str) -> None:
    """Ink, deep greys with alpha and palettes are drawn on like any picture."""
    drawn = draw(name, Resize(width=40), operation, overlays=stamps_of(operation))

    assert drawn.shape[2] in {3, 4}


@pytest.mark.parametrize("operation", EACH, ids=range(len(EACH)))
@pytest.mark.parametrize("chosen", [OutputFormat.GIF, OutputFormat.JPEG, OutputFormat.WEBP])
def test_result_of_a_transparent_picture_is_written(
    operation: Operation, chosen: OutputFormat
) -> None:
    """Whatever is left transparent, the file says as much of it as its format can."""
    file = render(noise(9, 12, channels=4), operation, chosen=chosen, overlays=stamps_of(operation))

    assert CAPABILITIES[chosen].alpha or (alpha_of(file.pixels) == 255).all()


@pytest.mark.parametrize("operation", EACH, ids=range(len(EACH)))
def test_operation_on_every_frame(operation: Operation) -> None:
    """An animation stays one: each of its frames has the size of the plan."""
    file = render(
        "animated-tiny.gif", operation, chosen=OutputFormat.WEBP, overlays=stamps_of(operation)
    )

    assert file.pixels.shape[0] % file.plan.height == 0
    assert file.pixels.shape[1] == file.plan.width
