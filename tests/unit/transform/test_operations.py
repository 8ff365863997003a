"""Each operation becomes steps in numbers, by the size of the picture it meets."""

from typing import get_args

import pytest

from pixmill.transform.canvas import Canvas, Overlay, Surroundings
from pixmill.transform.colour import BLACK, TRANSPARENT, WHITE, Colour
from pixmill.transform.corners import Corners
from pixmill.transform.fonts import FONT_FAMILIES
from pixmill.transform.formats import SourceFormat
from pixmill.transform.geometry import CutGravity
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    Background,
    Blur,
    Brightness,
    Contrast,
    Crop,
    CropStep,
    Flip,
    Grayscale,
    InvalidOperation,
    Mirror,
    Operation,
    OrientStep,
    OverlayStep,
    Pad,
    PadStep,
    PlanStep,
    Resize,
    ResizeMode,
    ResizeStep,
    Rotate,
    RotateStep,
    RoundCorners,
    RoundCornersStep,
    Saturation,
    Sepia,
    Sharpen,
    TextStep,
    ToSRGBStep,
    Watermark,
    operation_name,
)
from pixmill.transform.operations.text import FontFamily
from pixmill.transform.source import SourceFacts

WIDE = Canvas(width=400, height=200, has_alpha=False)
CLEAR = Canvas(width=400, height=200, has_alpha=True)
STAMP = SourceFacts(format=SourceFormat.PNG, width=50, height=100, orientation=6)
PLAIN = Surroundings(limits=Limits(), keeps_transparency=False, overlays={})
LUCID = Surroundings(
    limits=Limits(), keeps_transparency=True, overlays={"stamp": Overlay(index=0, facts=STAMP)}
)


def steps(operation: Operation, canvas: Canvas = WIDE) -> tuple[PlanStep, ...]:
    """Return what the engine is told to do where transparency may stay."""
    return operation.resolve(canvas, LUCID)


def cut(left: int, top: int, *, size: tuple[int, int]) -> CropStep:
    """Return the step that keeps a rectangle."""
    return CropStep(left=left, top=top, width=size[0], height=size[1])


@pytest.mark.parametrize(
    ("resize", "expected"),
    [
        pytest.param(Resize(width=200), (ResizeStep(200, 100),), id="width alone"),
        pytest.param(Resize(height=50), (ResizeStep(100, 50),), id="height alone"),
        pytest.param(Resize(width=400), (), id="as it is"),
        pytest.param(
            Resize(width=100, height=100),
            (ResizeStep(200, 100), cut(50, 0, size=(100, 100))),
            id="fill",
        ),
        pytest.param(
            Resize(width=100, height=100, gravity=CutGravity.EAST),
            (ResizeStep(200, 100), cut(100, 0, size=(100, 100))),
            id="fill east",
        ),
        pytest.param(Resize(width=200, height=100), (ResizeStep(200, 100),), id="same shape"),
        pytest.param(
            Resize(width=100, height=100, mode=ResizeMode.FIT), (ResizeStep(100, 50),), id="fit"
        ),
        pytest.param(
            Resize(width=100, height=90, mode=ResizeMode.SCALE), (ResizeStep(100, 90),), id="scale"
        ),
        pytest.param(
            Resize(width=900, height=900, mode=ResizeMode.LIMIT), (), id="limit does not enlarge"
        ),
        pytest.param(
            Resize(width=100, mode=ResizeMode.LIMIT), (ResizeStep(100, 50),), id="limit width"
        ),
        pytest.param(
            Resize(height=100, mode=ResizeMode.LIMIT), (ResizeStep(200, 100),), id="limit height"
        ),
        pytest.param(
            Resize(width=100, height=100, mode=ResizeMode.PAD, background=BLACK),
            (
                ResizeStep(100, 50),
                PadStep(width=100, height=100, left=0, top=25, background=BLACK),
            ),
            id="pad",
        ),
        pytest.param(
            Resize(width=200, height=100, mode=ResizeMode.PAD),
            (ResizeStep(200, 100),),
            id="pad without rest",
        ),
    ],
)
def test_resize(resize: Resize, expected: tuple[PlanStep, ...]) -> None:
    """Each mode meets width and height in its own way."""
    assert steps(resize) == expected


@pytest.mark.parametrize(
    ("crop", "expected"),
    [
        pytest.param(Crop(width=100, height=50), (cut(150, 75, size=(100, 50)),), id="centre"),
        pytest.param(
            Crop(width=100, height=50, gravity=CutGravity.NORTH_WEST),
            (cut(0, 0, size=(100, 50)),),
            id="gravity",
        ),
        pytest.param(Crop(width=9, height=9, x=5), (cut(5, 0, size=(9, 9)),), id="x alone"),
        pytest.param(Crop(width=9, height=9, y=5), (cut(0, 5, size=(9, 9)),), id="y alone"),
        pytest.param(
            Crop(width=900, height=900, x=350, y=20), (cut(350, 20, size=(50, 180)),), id="clipped"
        ),
        pytest.param(Crop(width=900, height=900), (), id="larger than the picture"),
    ],
)
def test_crop(crop: Crop, expected: tuple[PlanStep, ...]) -> None:
    """A rectangle is kept as far as the picture reaches."""
    assert steps(crop) == expected


@pytest.mark.parametrize(
    ("crop", "field"),
    [
        (Crop(width=1, height=1, x=400, y=0), "crop.x"),
        (Crop(width=1, height=1, x=0, y=200), "crop.y"),
    ],
)
def test_crop_outside_the_picture_is_refused(crop: Crop, field: str) -> None:
    """There is nothing to keep outside; the error names the coordinate."""
    with pytest.raises(InvalidOperation, match="outside") as refused:
        steps(crop)

    assert refused.value.field == field


def test_pad_lays_the_picture_on_a_larger_surface() -> None:
    """The surface grows; a smaller one changes nothing."""
    (step,) = steps(Pad(width=500, background=BLACK))

    assert step == PadStep(width=500, height=200, left=50, top=0, background=BLACK)
    assert step.result(WIDE) == Canvas(width=500, height=200, has_alpha=False)
    assert steps(Pad(height=100)) == ()


@pytest.mark.parametrize(
    ("asked", "surroundings", "expected"),
    [(BLACK, PLAIN, BLACK), (None, PLAIN, WHITE), (None, LUCID, TRANSPARENT)],
)
def test_new_surface_has_a_colour(
    asked: Colour | None, surroundings: Surroundings, expected: Colour
) -> None:
    """New surface is what was asked, else transparent, else white."""
    (step,) = Pad(width=500, background=asked).resolve(WIDE, surroundings)

    assert step.background == expected


@pytest.mark.parametrize(
    ("angle", "size", "has_alpha"),
    [(90, (200, 400), False), (180, (400, 200), False), (45, (424, 424), True)],
)
def test_rotation_changes_the_canvas(
    angle: float, size: tuple[int, int], *, has_alpha: bool
) -> None:
    """A quarter turn swaps the sides; an oblique one opens corners."""
    (step,) = Rotate(angle=angle).resolve(WIDE, LUCID)

    canvas = step.result(WIDE)

    assert (canvas.size, canvas.has_alpha) == (size, has_alpha)


def test_opaque_corners_bring_no_transparency() -> None:
    """Corners of an oblique turn that are filled leave nothing to see through."""
    step = RotateStep(angle=45, background=WHITE)

    assert not step.result(WIDE).has_alpha


def test_whole_turns_are_no_step() -> None:
    """A picture turned by 360 degrees is the picture."""
    assert steps(Rotate(angle=-360)) == ()


@pytest.mark.parametrize(
    ("radius", "expected"),
    [
        ("max", (RoundCornersStep(corners=Corners(100, 100, 100, 100)),)),
        (10, (RoundCornersStep(corners=Corners(10, 10, 10, 10)),)),
        (0, ()),
        ("ellipse", (RoundCornersStep(corners=Corners(is_ellipse=True)),)),
    ],
)
def test_round_corners(radius: int, expected: tuple[PlanStep, ...]) -> None:
    """A radius is at most half the shorter side."""
    assert steps(RoundCorners(radius=radius)) == expected


@pytest.mark.parametrize(
    "operation",
    [
        Flip(),
        Mirror(),
        Grayscale(),
        Sepia(),
        Brightness(amount=10),
        Contrast(amount=-10),
        Saturation(amount=5),
        Blur(),
        Sharpen(),
    ],
    ids=operation_name,
)
def test_filters_are_their_own_steps(operation: Operation) -> None:
    """An operation without numbers to work out is handed to the engine as it is."""
    found = steps(operation)

    assert found == (operation,)
    assert found[0].result(WIDE) == WIDE


@pytest.mark.parametrize(
    "operation",
    [
        Sepia(amount=0),
        Brightness(),
        Contrast(),
        Saturation(),
        Blur(sigma=0),
        Sharpen(amount=0),
        Watermark(text="x", opacity=0),
        Background(colour=BLACK),
    ],
    ids=operation_name,
)
def test_filters_without_effect_are_no_steps(operation: Operation) -> None:
    """Nothing is done for a strength of zero, nor behind a picture that hides it."""
    assert steps(operation) == ()


def test_background_fills_what_is_transparent() -> None:
    """Behind a transparent picture a colour is put, and hides what is behind."""
    (step,) = steps(Background(colour=BLACK), CLEAR)

    assert not step.result(CLEAR).has_alpha


def test_text_is_measured_by_the_shorter_side() -> None:
    """A text without a size is legible and keeps away from the edge."""
    (step,) = steps(Watermark(text="Pixmill"))

    assert isinstance(step, TextStep)
    assert (step.size, step.margin_x, step.margin_y, step.max_width) == (12, 6, 6, 388)
    assert step.result(WIDE) == WIDE


def test_text_takes_its_own_measures() -> None:
    """Size and distance that are given are taken."""
    (step,) = steps(Watermark(text="Pixmill", size=30, x=1, y=2, angle=-90))

    assert isinstance(step, TextStep)
    assert (step.size, step.margin_x, step.margin_y, step.angle) == (30, 1, 2, 270)


@pytest.mark.parametrize(
    ("watermark", "size"),
    [
        (Watermark(asset="stamp"), (100, 50)),
        (Watermark(asset="stamp", width=20), (20, 10)),
        (Watermark(asset="stamp", height=20), (40, 20)),
        (Watermark(asset="stamp", width=7, height=9), (7, 9)),
    ],
)
def test_overlay_is_scaled(watermark: Watermark, size: tuple[int, int]) -> None:
    """A picture laid over is upright, and a quarter of the other unless it is told its size."""
    (step,) = steps(watermark)

    assert isinstance(step, OverlayStep)
    assert (step.width, step.height) == size
    assert (step.left, step.top) == (394 - size[0], 194 - size[1])
    assert step.result(WIDE) == WIDE


def test_every_font_family_is_shipped() -> None:
    """A family that can be asked for has a font behind it."""
    assert set(get_args(FontFamily)) == FONT_FAMILIES


def test_unknown_overlay_is_refused() -> None:
    """Only pictures that were found can be laid over."""
    with pytest.raises(InvalidOperation, match="no picture 'other'"):
        steps(Watermark(asset="other"))


def test_impossible_operations_cannot_be_made() -> None:
    """What can make sense on no picture is refused before there is one."""
    with pytest.raises(InvalidOperation, match="width or a height"):
        Resize()
    with pytest.raises(InvalidOperation, match="width or a height"):
        Pad()
    with pytest.raises(InvalidOperation, match="not both"):
        Crop(width=1, height=1, x=1, gravity=CutGravity.AUTO)
    with pytest.raises(InvalidOperation, match="either"):
        Watermark(text="x", asset="y")


@pytest.mark.parametrize(
    ("text", "asset", "field"),
    [(" ", None, "text"), ("a\x00b", None, "text"), (None, "\ud800", "asset")],
)
def test_words_of_a_watermark_can_be_written(
    text: str | None, asset: str | None, *, field: str
) -> None:
    """Blank text and characters that no font and no file can hold are refused."""
    with pytest.raises(InvalidOperation) as refused:
        Watermark(text=text, asset=asset)

    assert refused.value.field == f"watermark.{field}"


def test_lines_of_a_watermark_may_break() -> None:
    """Line ends and tabs are the control characters that a text may have."""
    assert Watermark(text="a\n\tb").text == "a\n\tb"


@pytest.mark.parametrize(("orientation", "size"), [(3, (400, 200)), (8, (200, 400))])
def test_orientation_swaps_the_sides_of_lying_pictures(
    orientation: int, size: tuple[int, int]
) -> None:
    """EXIF orientations 5 to 8 lie on their side."""
    assert OrientStep(orientation).result(WIDE).size == size


def test_steps_that_keep_the_canvas() -> None:
    """Conversion keeps the canvas; rounding makes corners transparent."""
    assert ToSRGBStep().result(WIDE) == WIDE
    assert RoundCornersStep(corners=Corners(1)).result(WIDE).has_alpha
