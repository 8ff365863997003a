"""Each mode meets its box as the tables of image services say; a cut keeps what it is told to."""

import pytest

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import BLACK
from pixmill.transform.geometry import CutGravity, Gravity
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    Crop,
    CropStep,
    InvalidOperation,
    Operation,
    PadStep,
    PlanStep,
    Resize,
    ResizeMode,
    ResizeStep,
    SmartCropStep,
)
from pixmill.transform.recipe import Recipe, normalise

WIDE = Canvas(width=400, height=200, has_alpha=False)
LUCID = Surroundings(limits=Limits(), keeps_transparency=True, overlays={})


def steps(operation: Operation) -> tuple[PlanStep, ...]:
    """Return what the engine is told to do with a picture of 400 × 200."""
    return operation.resolve(WIDE, LUCID)


def cut(left: int, top: int, *, size: tuple[int, int]) -> CropStep:
    """Return the step that keeps a rectangle."""
    return CropStep(left=left, top=top, width=size[0], height=size[1])


def pad(left: int, top: int, *, size: tuple[int, int]) -> PadStep:
    """Return the step that lays the picture on black."""
    return PadStep(left=left, top=top, width=size[0], height=size[1], background=BLACK)


def resize(mode: str, width: int | None, height: int | None) -> Resize:
    """Return a resize, on black where it pads."""
    return Resize(width=width, height=height, mode=ResizeMode(mode), background=BLACK)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (resize("mfit", 100, 100), ()),
        (resize("mfit", 600, 100), ()),
        (resize("mfit", 800, 800), (ResizeStep(800, 400),)),
        (resize("mfit", 100, None), ()),
        (resize("mfit", None, 400), (ResizeStep(800, 400),)),
        (resize("lfill", 100, 100), (ResizeStep(200, 100), cut(50, 0, size=(100, 100)))),
        (resize("lfill", 300, 300), (cut(50, 0, size=(300, 200)),)),
        (resize("lfill", 900, 900), ()),
        (resize("lfill", 900, None), ()),
        (resize("lpad", 100, 100), (ResizeStep(100, 50), pad(0, 25, size=(100, 100)))),
        (resize("lpad", 600, 600), (pad(100, 200, size=(600, 600)),)),
        (resize("lpad", 600, None), ()),
        (resize("mpad", 600, 300), (pad(100, 50, size=(600, 300)),)),
        (resize("mpad", 600, None), (pad(100, 0, size=(600, 200)),)),
        (resize("mpad", 100, 600), ()),
        (resize("mpad", 400, 200), ()),
        (resize("fill_pad", 100, 60), (ResizeStep(120, 60), cut(10, 0, size=(100, 60)))),
        (resize("fill_pad", 100, 100), (ResizeStep(100, 50), pad(0, 25, size=(100, 100)))),
        (resize("thumb", 100, 100), (ResizeStep(200, 100), cut(50, 0, size=(100, 100)))),
    ],
)
def test_mode_meets_the_box(asked: Resize, expected: tuple[PlanStep, ...]) -> None:
    """Sizes are exact, and a picture that needs nothing is left alone."""
    assert steps(asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Resize(width=100, aspect="1:1", mode=ResizeMode.SCALE), (ResizeStep(100, 100),)),
        (Resize(height=50, aspect=4.0, mode=ResizeMode.SCALE), (ResizeStep(200, 50),)),
        (Resize(aspect="1:1"), (cut(100, 0, size=(200, 200)),)),
        (Resize(aspect=4.0), (cut(0, 50, size=(400, 100)),)),
        (
            Resize(aspect="1:1", mode=ResizeMode.PAD, background=BLACK),
            (pad(0, 100, size=(400, 400)),),
        ),
        (
            Resize(aspect=4.0, mode=ResizeMode.LPAD, background=BLACK),
            (pad(200, 0, size=(800, 200)),),
        ),
        (Resize(width=100, height=50, aspect="1:1"), (ResizeStep(100, 50),)),
        (Crop(width=90, aspect="3:2"), (cut(155, 70, size=(90, 60)),)),
        (Crop(aspect="1:1"), (cut(100, 0, size=(200, 200)),)),
        (Crop(width=100), (cut(150, 0, size=(100, 200)),)),
        (Crop(height=100), (cut(0, 50, size=(400, 100)),)),
    ],
)
def test_shape_gives_the_missing_side(asked: Operation, expected: tuple[PlanStep, ...]) -> None:
    """A shape completes a side, stands alone, or is not needed."""
    assert steps(asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Crop(width=100, height=100, focus_x=0.75), cut(250, 50, size=(100, 100))),
        (Crop(width=100, height=100, focus_y=1.0), cut(150, 100, size=(100, 100))),
        (Crop(width=9, height=9, gravity=CutGravity.FACE), cut(195, 0, size=(9, 9))),
        (
            Crop(width=100, height=50, gravity=CutGravity.AUTO),
            SmartCropStep(width=100, height=50),
        ),
        (
            Crop(width=100, height=50, gravity=CutGravity.SOUTH_EAST, x=10, y=5),
            cut(290, 145, size=(100, 50)),
        ),
        (
            Crop(width=100, height=50, gravity=CutGravity.NORTH_WEST, x=-10, y=5),
            cut(0, 5, size=(100, 50)),
        ),
        (
            Crop(width=100, height=50, gravity=CutGravity.CENTER, x=-10),
            cut(140, 75, size=(100, 50)),
        ),
        (Crop(width=100, height=50, gravity=CutGravity.EAST, x=900), cut(0, 75, size=(100, 50))),
    ],
)
def test_cut_keeps_what_it_is_told_to(asked: Crop, expected: PlanStep) -> None:
    """A point, a subject, or a side with a distance from it."""
    assert steps(asked) == (expected,)


@pytest.mark.parametrize(
    "asked",
    [
        Crop(width=400, height=200, x=0, y=0),
        Crop(width=900, height=900, gravity=CutGravity.EAST, x=5),
        Crop(width=400, height=200, gravity=CutGravity.AUTO),
    ],
)
def test_cut_that_keeps_everything_is_no_step(asked: Crop) -> None:
    """A rectangle as large as the picture cuts nothing off."""
    assert steps(asked) == ()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Resize(width=100, height=100, focus_x=0.0), cut(0, 0, size=(100, 100))),
        (Resize(width=100, height=100, focus_x=0.5), cut(50, 0, size=(100, 100))),
        (
            Resize(width=100, height=100, gravity=CutGravity.AUTO),
            SmartCropStep(width=100, height=100),
        ),
        (
            Resize(width=100, height=100, mode=ResizeMode.AUTO),
            SmartCropStep(width=100, height=100),
        ),
        (
            Resize(width=100, height=100, mode=ResizeMode.AUTO, gravity=CutGravity.WEST),
            cut(0, 0, size=(100, 100)),
        ),
    ],
)
def test_fill_keeps_what_it_is_told_to(asked: Resize, expected: PlanStep) -> None:
    """The cut after a resize follows the same words."""
    assert steps(asked) == (ResizeStep(200, 100), expected)


def test_zoom_comes_nearer() -> None:
    """A zoom of 2 shows half as much; below 1 there is nothing more to show."""
    near, far = (
        Resize(width=100, height=100, mode=ResizeMode.THUMB, zoom=zoom) for zoom in (2.0, 0.5)
    )

    assert steps(near) == (cut(150, 50, size=(100, 100)),)
    assert steps(far) == steps(Resize(width=100, height=100))


def test_cut_whose_place_is_unknown_has_a_size() -> None:
    """What is found on pixels later can be counted on now."""
    assert SmartCropStep(width=9, height=8).result(WIDE).size == (9, 8)


@pytest.mark.parametrize("aspect", ["16/9", "0:9", "9:0", "1:101", "abc"])
def test_shape_has_to_be_one(aspect: str) -> None:
    """A text that is no ratio, or one beyond all use, is refused."""
    with pytest.raises(InvalidOperation, match="no shape"):
        Crop(aspect=aspect)
    with pytest.raises(InvalidOperation, match="no shape"):
        Resize(width=9, aspect=aspect)


def test_contradictions_are_refused() -> None:
    """One place at a time, and none outside."""
    with pytest.raises(InvalidOperation, match="focus or a gravity"):
        Resize(width=9, height=9, gravity=CutGravity.EAST, focus_x=0.5)
    with pytest.raises(InvalidOperation, match="either a focus"):
        Crop(width=9, height=9, x=9, focus_x=0.5)
    with pytest.raises(InvalidOperation, match="0 or more") as refused:
        Crop(width=9, height=9, x=-1)
    with pytest.raises(InvalidOperation, match="0 or more") as also_refused:
        Crop(width=9, height=9, y=-1)
    with pytest.raises(InvalidOperation, match="width or a height"):
        Resize(aspect=1.0, mode=ResizeMode.FIT)

    assert (refused.value.field, also_refused.value.field) == ("crop.x", "crop.y")


def test_subjects_have_a_direction_to_fall_back_on() -> None:
    """Without known faces the upper part is kept, without a search the middle."""
    assert CutGravity.FACES.compass is Gravity.NORTH
    assert CutGravity.AUTO.compass is Gravity.CENTER
    assert CutGravity.EAST.compass is Gravity.EAST


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Resize(width=8, aspect="2:1"), Resize(width=8, height=4)),
        (Resize(width=8, height=8, aspect="2:1"), Resize(width=8, height=8)),
        (Resize(aspect="2:1", gravity=CutGravity.CENTER), Resize(aspect=2.0)),
        (
            Resize(width=8, height=8, mode=ResizeMode.AUTO),
            Resize(width=8, height=8, gravity=CutGravity.AUTO),
        ),
        (
            Resize(width=8, height=8, mode=ResizeMode.AUTO, focus_x=0.1),
            Resize(width=8, height=8, focus_x=0.1),
        ),
        (Resize(width=8, height=8, mode=ResizeMode.THUMB, zoom=0.5), Resize(width=8, height=8)),
        (Resize(width=8, mode=ResizeMode.LPAD), Resize(width=8, mode=ResizeMode.LIMIT)),
        (
            Resize(width=8, height=8, mode=ResizeMode.PAD, focus_x=0.1, zoom=3),
            Resize(width=8, height=8, mode=ResizeMode.PAD),
        ),
    ],
)
def test_ways_of_saying_the_same_become_one(asked: Resize, expected: Resize) -> None:
    """Recipes that differ in words alone share a rendition."""
    assert normalise(Recipe(operations=(asked,))).operations == (expected,)
