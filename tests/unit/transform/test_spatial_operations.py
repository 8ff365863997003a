"""Effects on areas become steps in numbers: regions are clipped, growing surfaces foretold."""

import math

import pytest

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    ArcStep,
    BlurRegion,
    BlurRegionStep,
    Cartoonify,
    Distort,
    DistortStep,
    DropShadow,
    FadeMode,
    GradientFade,
    InvalidOperation,
    OilPaint,
    OilPaintStep,
    Operation,
    Outline,
    OutlineMode,
    Pixelate,
    PixelateRegion,
    PixelateStep,
    PlanStep,
    ResizeStep,
    Shadow,
    Shear,
    UnsharpMask,
    Vignette,
    operation_name,
)

WIDE = Canvas(width=400, height=200, has_alpha=False)
CLEAR = Canvas(width=400, height=200, has_alpha=True)
LUCID = Surroundings(limits=Limits(), keeps_transparency=True, overlays={})


def steps(operation: Operation, canvas: Canvas = WIDE) -> tuple[PlanStep, ...]:
    """Return what the engine is told to do where transparency may stay."""
    return operation.resolve(canvas, LUCID)


def result(operation: Operation, canvas: Canvas = WIDE) -> Canvas:
    """Return the canvas after an operation."""
    for step in steps(operation, canvas):
        canvas = step.result(canvas)
    return canvas


@pytest.mark.parametrize("operation", [UnsharpMask(), Vignette()], ids=operation_name)
def test_filters_are_their_own_steps(operation: Operation) -> None:
    """An operation without numbers to work out is handed to the engine as it is."""
    assert steps(operation) == (operation,)
    assert result(operation) == WIDE


@pytest.mark.parametrize(
    "operation",
    [
        BlurRegion(sigma=0),
        Pixelate(square=1),
        PixelateRegion(square=1),
        UnsharpMask(amount=0),
        OilPaint(amount=0),
        Vignette(amount=0),
        GradientFade(strength=0),
        GradientFade(x=0),
        Shadow(strength=0),
        Shear(x=0),
        Distort(arc=0),
        Distort(x1=5, y1=5, x2=405, y2=5, x3=405, y3=205, x4=5, y4=205),
    ],
)
def test_operations_without_effect_are_no_steps(operation: Operation) -> None:
    """Nothing is done for a strength of zero, and nothing grows for it."""
    assert steps(operation) == ()


@pytest.mark.parametrize(
    "operation",
    [BlurRegion(sigma=1), Pixelate(), PixelateRegion(), OilPaint(), Cartoonify()],
    ids=operation_name,
)
def test_effects_keep_the_canvas(operation: Operation) -> None:
    """Blur, mosaics and paint cover what was there."""
    assert result(operation) == WIDE


def test_region_is_clipped() -> None:
    """A rectangle ends where the picture does; without sides it reaches there."""
    expected = BlurRegionStep(sigma=2, left=390, top=20, width=10, height=180)

    assert steps(BlurRegion(sigma=2, x=390, y=20, width=50)) == (expected,)


@pytest.mark.parametrize(
    ("operation", "field"),
    [
        (BlurRegion(x=400), "blur_region.x"),
        (PixelateRegion(y=200), "pixelate_region.y"),
    ],
)
def test_region_outside_is_refused(operation: Operation, field: str) -> None:
    """There is nothing to change outside; the error names the coordinate."""
    with pytest.raises(InvalidOperation, match="outside") as refused:
        steps(operation)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("size", "square"), [((400, 200), 10), ((30, 9), 2), ((9000, 8000), 200), ((410, 201), 11)]
)
def test_squares_follow_the_size(size: tuple[int, int], square: int) -> None:
    """Without a size a square is a twentieth of the shorter side, within bounds."""
    (step,) = steps(Pixelate(), Canvas(width=size[0], height=size[1], has_alpha=False))

    assert isinstance(step, PixelateStep)
    assert step.square == square


@pytest.mark.parametrize(("amount", "reach"), [(0.1, 1), (50, 2), (100, 4)])
def test_brush_follows_the_size(amount: float, reach: int) -> None:
    """A brush is a share of the picture, and at least a pixel."""
    assert steps(OilPaint(amount=amount)) == (OilPaintStep(reach=reach),)


@pytest.mark.parametrize(
    ("operation", "size"),
    [
        (Shadow(), (430, 230)),
        (Shadow(x=0, y=0, blur=0), (400, 200)),
        (Shadow(x=-30, y=50, blur=0), (430, 250)),
        (Shadow(x=-30, y=50, blur=10), (460, 280)),
        (Outline(), (410, 210)),
        (Outline(mode=OutlineMode.FILL, width=10, blur=100), (436, 236)),
        (Outline(mode=OutlineMode.INNER), (400, 200)),
        (Outline(mode=OutlineMode.INNER_FILL), (400, 200)),
        (GradientFade(), (400, 200)),
        (GradientFade(mode=FadeMode.SYMMETRIC_PAD, x=0.25, y=30), (600, 260)),
        (Shear(x=45), (600, 200)),
        (Shear(y=45), (400, 600)),
        (Shear(x=45, y=45), (600, 800)),
        (Distort(x1=10, y1=10, x2=110, y2=0, x3=90, y3=50, x4=0, y4=60), (110, 60)),
        (Distort(arc=180), (455, 227)),
    ],
)
def test_growing_surfaces_are_foretold(operation: Operation, size: tuple[int, int]) -> None:
    """The plan knows the size of a result before a pixel is drawn."""
    assert result(operation).size == size


@pytest.mark.parametrize(
    ("operation", "has_alpha"),
    [
        (Shadow(), True),
        (Outline(), True),
        (Outline(mode=OutlineMode.INNER), False),
        (Outline(mode=OutlineMode.INNER_FILL), True),
        (GradientFade(), True),
        (DropShadow(), True),
        (Shear(x=1), True),
        (Distort(arc=9), True),
    ],
)
def test_effects_tell_whether_they_open_the_picture(
    operation: Operation, *, has_alpha: bool
) -> None:
    """Whatever may leave transparent pixels says so; a rim within an opaque picture does not."""
    assert result(operation).has_alpha is has_alpha
    assert result(operation, CLEAR).has_alpha


@pytest.mark.parametrize(
    ("fade", "edges"),
    [
        (GradientFade(), (0, 100, 0, 0)),
        (GradientFade(x=0.5), (200, 0, 0, 0)),
        (GradientFade(x=-30, y=-1), (0, 0, 30, 200)),
        (GradientFade(mode=FadeMode.SYMMETRIC, x=-900), (400, 0, 400, 0)),
    ],
)
def test_fade_reaches_by_share_or_pixels(
    fade: GradientFade, edges: tuple[int, int, int, int]
) -> None:
    """Up to 1 is a share of the side, more is pixels, at most the side; the sign tells the edge."""
    (step,) = fade.resolve(WIDE, LUCID)

    assert (step.left, step.top, step.right, step.bottom) == edges


@pytest.mark.parametrize(
    ("azimuth", "elevation", "across", "down"),
    [
        (0, 45, 0, 0.5),
        (180, 45, 0, -0.5),
        (90, 45, -1, 0.05),
        (270, 45, 1, -0.05),
        (0, 0, 0, 1),
        (0, 10, 0, 1),
        (0, 90, 0, 0.05),
    ],
)
def test_shadow_falls_away_from_the_light(
    azimuth: float, elevation: float, *, across: float, down: float
) -> None:
    """Light from behind casts forwards, from the right to the left; a low one at most twice."""
    (step,) = DropShadow(azimuth=azimuth, elevation=elevation).resolve(WIDE, LUCID)

    assert step.across == pytest.approx(across, abs=1e-9)
    assert step.down == pytest.approx(down)


def test_surface_holds_the_whole_shadow() -> None:
    """A thing of the picture's height casts its shadow within the result."""
    step, *_ = DropShadow(azimuth=45, elevation=30, spread=0).resolve(WIDE, LUCID)

    assert step.left >= -step.across * 200
    assert step.height - step.top >= 200 * (1 + step.down)


@pytest.mark.parametrize(("reduction", "shades"), [(0, 0), (50, 8), (100, 3)])
def test_reduction_leaves_few_shades(reduction: float, shades: int) -> None:
    """Shades shrink evenly to three; without a reduction all are kept."""
    (step,) = Cartoonify(colour_reduction=reduction).resolve(WIDE, LUCID)

    assert step.shades == shades


def test_distortion_shrinks_first() -> None:
    """A picture that is drawn much smaller is resized before, as far as its longest edges need."""
    small = Distort(x1=0, y1=0, x2=100, y2=0, x3=80, y3=150, x4=0, y4=140)

    resize, step = steps(small)

    assert resize == ResizeStep(100, 200)
    assert step == DistortStep(
        places=((0, 0), (100, 0), (80, 150), (0, 140)), width=100, height=150
    )


def test_bent_ends_hang_down_or_stand_up() -> None:
    """A negative arc is a positive one upside down."""
    (down,), (up,) = steps(Distort(arc=60)), steps(Distort(arc=-60))

    assert isinstance(down, ArcStep)
    assert isinstance(up, ArcStep)
    radius = 400 / math.radians(60)
    assert down.inner == pytest.approx(radius - 100)
    assert down.centre_y == pytest.approx(radius + 100)
    assert (up.width, up.height) == (down.width, down.height)
    assert up.centre_y == pytest.approx(up.height - radius - 100)


@pytest.mark.parametrize(("arc", "size"), [(270, (400, 341)), (360, (400, 400))])
def test_narrow_rings_are_drawn_to_a_point(arc: float, size: tuple[int, int]) -> None:
    """A circle is never smaller than the picture is high."""
    square = Canvas(width=200, height=200, has_alpha=False)

    (step,) = steps(Distort(arc=arc), square)

    assert isinstance(step, ArcStep)
    assert step.inner == 0
    assert step.result(square).size == size


def test_impossible_distortions_cannot_be_made() -> None:
    """What can make sense on no picture is refused before there is one."""
    with pytest.raises(InvalidOperation, match="angle"):
        Shear()
    with pytest.raises(InvalidOperation, match="eight"):
        Distort()
    with pytest.raises(InvalidOperation, match="eight"):
        Distort(arc=5, x1=0)
    with pytest.raises(InvalidOperation, match="dents"):
        Distort(x1=0, y1=0, x2=10, y2=0, x3=0, y3=10, x4=10, y4=10)
    with pytest.raises(InvalidOperation, match="dents"):
        Distort(x1=0, y1=0, x2=10, y2=0, x3=20, y3=0, x4=0, y4=10)
