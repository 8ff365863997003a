"""Surfaces of the picture's own colours, and turns that look at how it lies."""

import pytest

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import BLACK, WHITE
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    InvalidOperation,
    Pad,
    PadStep,
    Resize,
    ResizeMode,
    Rotate,
    Surface,
)
from pixmill.transform.recipe import Recipe, normalise

WIDE = Canvas(width=400, height=200, has_alpha=False)
HIGH = Canvas(width=200, height=400, has_alpha=False)
LUCID = Surroundings(limits=Limits(), keeps_transparency=True, overlays={})


def test_surface_of_found_colours_is_opaque() -> None:
    """Colours that are found later leave nothing to see through."""
    (padded,) = Pad(width=500, surface=Surface.BORDER).resolve(WIDE, LUCID)
    (_, resized) = Resize(
        width=100, height=100, mode=ResizeMode.PAD, surface=Surface.GRADIENT
    ).resolve(WIDE, LUCID)

    assert padded.is_open
    assert not padded.result(WIDE).has_alpha
    assert isinstance(resized, PadStep)
    assert resized.surface is Surface.GRADIENT


def test_found_colours_are_looked_for_once() -> None:
    """A plain surface is in numbers already, and so is a gradient with both its ends."""
    plain = PadStep(width=9, height=9, left=0, top=0, background=BLACK)
    ended = PadStep(
        width=9, height=9, left=0, top=0, background=BLACK, surface=Surface.GRADIENT, second=WHITE
    )

    assert not plain.is_open
    assert not ended.is_open


def test_surface_brings_its_own_colours() -> None:
    """A background beside it is a contradiction."""
    with pytest.raises(InvalidOperation, match="from the picture") as padded:
        Pad(width=9, surface=Surface.BORDER, background=BLACK)
    with pytest.raises(InvalidOperation, match="from the picture") as resized:
        Resize(width=9, surface=Surface.BORDER, background=BLACK)

    assert (padded.value.field, resized.value.field) == ("pad.background", "resize.background")


@pytest.mark.parametrize(
    ("rotate", "canvas", "turned"),
    [
        (Rotate(angle="auto_right", toward="landscape"), HIGH, [90]),
        (Rotate(angle="auto_left", toward="landscape"), HIGH, [270]),
        (Rotate(angle="auto_right", toward="portrait"), WIDE, [90]),
        (Rotate(angle="auto_right", toward="landscape"), WIDE, []),
        (Rotate(angle="auto_left", toward="portrait"), HIGH, []),
    ],
)
def test_automatic_turn_looks_at_how_the_picture_lies(
    rotate: Rotate, canvas: Canvas, turned: list[float]
) -> None:
    """Only what lies the other way is turned, by a quarter."""
    assert [step.angle for step in rotate.resolve(canvas, LUCID)] == turned


def test_automatic_turn_needs_a_goal() -> None:
    """Without one there is nothing to compare with."""
    with pytest.raises(InvalidOperation, match="how the picture shall lie") as refused:
        Rotate(angle="auto_left")

    assert refused.value.field == "rotate.toward"


def test_wishes_without_effect_are_forgotten() -> None:
    """Automatic turns open no corners; turns by degrees need no goal."""
    recipe = Recipe(
        operations=(
            Rotate(angle="auto_left", toward="portrait", background=BLACK),
            Rotate(angle=90, toward="portrait"),
        )
    )

    assert normalise(recipe).operations == (
        Rotate(angle="auto_left", toward="portrait"),
        Rotate(angle=90),
    )
