"""Colour effects: which change nothing, which make pictures transparent, which contradict."""

import pytest

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import BLACK, WHITE, Colour
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    AssistColourBlind,
    AutoBrightness,
    AutoColour,
    AutoContrast,
    BlackWhite,
    BrightnessHSB,
    Channels,
    Colourise,
    Contrast,
    ContrastCurve,
    Dither,
    FillLight,
    Gamma,
    Hue,
    Improve,
    InvalidOperation,
    MakeTransparent,
    Negate,
    Opacity,
    OpacityThreshold,
    Operation,
    Recolour,
    ReplaceColour,
    SimulateColourBlind,
    Tint,
    Vibrance,
)
from pixmill.transform.recipe import Recipe, normalise

OPAQUE = Canvas(width=40, height=20, has_alpha=False)
CLEAR = OPAQUE.with_alpha()
SURROUNDINGS = Surroundings(limits=Limits(), keeps_transparency=True, overlays={})
RED, BLUE = Colour("ff0000ff"), Colour("0000ffff")
IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    "operation",
    [
        AssistColourBlind(amount=0),
        AutoBrightness(amount=0),
        AutoColour(amount=0),
        AutoContrast(amount=0),
        BrightnessHSB(amount=0),
        Channels(),
        Colourise(amount=0, colour=RED),
        Contrast(amount=0, curve=ContrastCurve.SIGMOID),
        FillLight(amount=0),
        FillLight(bias=-100),
        Gamma(value=1),
        Hue(),
        Improve(amount=0),
        Opacity(),
        Tint(amount=0),
        Vibrance(amount=0),
    ],
    ids=repr,
)
def test_neutral_effects_are_no_step(operation: Operation) -> None:
    """What changes no picture is neither planned nor part of the fingerprint."""
    assert operation.resolve(CLEAR, SURROUNDINGS) == ()
    assert normalise(Recipe(operations=(operation,))) == Recipe()


@pytest.mark.parametrize(
    "operation",
    [
        AssistColourBlind(),
        AutoBrightness(),
        AutoColour(),
        AutoContrast(),
        BlackWhite(),
        BrightnessHSB(amount=5),
        Channels(blue=-1),
        Colourise(colour=RED),
        Dither(),
        FillLight(),
        Gamma(value=2),
        Hue(degrees=9),
        Improve(),
        Negate(),
        Recolour(matrix=IDENTITY),
        ReplaceColour(to=BLUE),
        SimulateColourBlind(),
        Tint(),
        Vibrance(),
    ],
    ids=repr,
)
@pytest.mark.parametrize("canvas", [OPAQUE, CLEAR], ids=["opaque", "clear"])
def test_effects_on_colour_keep_size_and_alpha(operation: Operation, canvas: Canvas) -> None:
    """The step is the operation itself, and the canvas stays what it is."""
    (step,) = operation.resolve(canvas, SURROUNDINGS)

    assert step is operation
    assert step.result(canvas) == canvas
    assert normalise(Recipe(operations=(operation,))).operations == (operation,)


@pytest.mark.parametrize(
    "operation",
    [MakeTransparent(), Opacity(amount=50), Recolour(matrix=(0.5,) * 16)],
    ids=repr,
)
def test_effects_on_opacity_bring_alpha(operation: Operation) -> None:
    """An opaque picture may be transparent afterwards, and so needs a background in JPEG."""
    (step,) = operation.resolve(OPAQUE, SURROUNDINGS)

    assert step.result(OPAQUE) == CLEAR


def test_threshold_of_opacity_needs_alpha() -> None:
    """An opaque picture is left alone; a transparent one may stay so."""
    (step,) = OpacityThreshold().resolve(CLEAR, SURROUNDINGS)

    assert OpacityThreshold().resolve(OPAQUE, SURROUNDINGS) == ()
    assert step.result(CLEAR) == CLEAR


@pytest.mark.parametrize(
    ("tint", "stops"),
    [
        (Tint(), ((0.0, BLACK), (0.5, RED), (1.0, WHITE))),
        (Tint(colours=(RED, BLUE)), ((0.0, RED), (1.0, BLUE))),
        (Tint(colours=(RED, BLUE), positions=(25, 75)), ((0.25, RED), (0.75, BLUE))),
        (Tint(colours=(RED,), positions=(40,)), ((0.4, RED),)),
    ],
)
def test_colours_of_a_tint_have_places(tint: Tint, stops: tuple[tuple[float, Colour], ...]) -> None:
    """Colours without positions are spread evenly; one alone stands between black and white."""
    assert tint.stops == stops


def test_positions_have_to_fit_the_colours() -> None:
    """A position too few is refused, and what to do is said."""
    with pytest.raises(InvalidOperation, match="1 positions for 2 colours") as refused:
        Tint(colours=(RED, BLUE), positions=(10,))

    assert refused.value.field == "tint.positions"


@pytest.mark.parametrize("positions", [(50, 50), (60, 40)])
def test_positions_have_to_rise(positions: tuple[float, float]) -> None:
    """Between colours at one place, or in the wrong order, nothing could be spread."""
    with pytest.raises(InvalidOperation, match="rise"):
        Tint(colours=(RED, BLUE), positions=positions)


@pytest.mark.parametrize("count", [10, 12, 15])
def test_matrix_is_square(count: int) -> None:
    """Only three by three and four by four are matrices of channels."""
    with pytest.raises(InvalidOperation, match="9 or 16") as refused:
        Recolour(matrix=(0.5,) * count)

    assert refused.value.field == "recolour.matrix"


def test_matrix_is_read_row_by_row() -> None:
    """The first numbers make the new red."""
    rows = Recolour(matrix=(1, 2, 3, 4, 5, 6, 7, 8, 9)).rows

    assert rows == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
