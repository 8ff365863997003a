"""A recipe and a source make a plan, which is arranged to be quick."""

import pytest

from pixmill.transform.colour import BLACK, TRANSPARENT
from pixmill.transform.formats import OutputFormat, SourceFormat
from pixmill.transform.geometry import CutGravity
from pixmill.transform.limits import Limits, OutputTooLarge
from pixmill.transform.operations import (
    Background,
    Blur,
    Crop,
    CropStep,
    Grayscale,
    Light,
    Operation,
    OrientStep,
    PlanStep,
    Resize,
    ResizeMode,
    ResizeStep,
    Rotate,
    RotateStep,
    ToSRGBStep,
    Watermark,
    Window,
)
from pixmill.transform.output import Output, Profile
from pixmill.transform.plan import Load, Plan, resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import ColourSpace, SourceFacts

PHOTO = SourceFacts(format=SourceFormat.JPEG, width=4000, height=3000)
DRAWING = SourceFacts(format=SourceFormat.PNG, width=400, height=300)
LYING = SourceFacts(format=SourceFormat.PNG, width=400, height=300, orientation=6)


def plan_of(
    *operations: Operation, source: SourceFacts = DRAWING, chosen: OutputFormat = OutputFormat.PNG
) -> Plan:
    """Return the plan for some operations on one source."""
    recipe = Recipe(operations=operations)
    overlays = dict.fromkeys(recipe.overlay_assets, LYING)
    return resolve_plan(recipe, source, chosen=chosen, overlays=overlays, limits=Limits())


def test_empty_recipe_is_an_empty_plan() -> None:
    """A plain picture that nobody wants changed is only written anew."""
    plan = plan_of()

    assert (plan.steps, plan.width, plan.height, plan.load.shrink) == ((), 400, 300, 1)


@pytest.mark.parametrize(
    "source",
    [
        SourceFacts(format=SourceFormat.TIFF, width=9, height=9, bits=16),
        SourceFacts(format=SourceFormat.PNG, width=9, height=9, space=ColourSpace.GREY),
        SourceFacts(format=SourceFormat.PNG, width=9, height=9, has_profile=True),
    ],
)
def test_other_pixels_are_converted(source: SourceFacts) -> None:
    """Pixels that are not plain sRGB of 8 bits are brought there."""
    assert plan_of(source=source).steps == (ToSRGBStep(),)


@pytest.mark.parametrize(
    ("width", "shrink"), [(2001, 1), (1200, 1), (1142, 2), (501, 2), (500, 4), (248, 8), (50, 8)]
)
def test_decoder_shrinks_and_leaves_the_resize_something(width: int, shrink: int) -> None:
    """The last resize has twice the pixels it needs, or 1.75 times where two become one."""
    assert plan_of(Resize(width=width), source=PHOTO).load.shrink == shrink


@pytest.mark.parametrize(
    ("profile", "shrink", "light"),
    [
        (Profile.FAST, 4, Light.STORED),
        (Profile.BALANCED, 2, Light.GUIDED),
        (Profile.BEST, 1, Light.LINEAR),
    ],
)
def test_profile_decides_how_much_the_decoder_does(
    profile: Profile, shrink: int, light: Light
) -> None:
    """The better the picture shall look, the more pixels are left to the last resize."""
    recipe = Recipe(operations=(Resize(width=800),), output=Output(profile=profile))

    plan = resolve_plan(recipe, PHOTO, chosen=OutputFormat.JPEG, overlays={}, limits=Limits())

    assert plan.load.shrink == shrink
    assert [step.light for step in plan.steps if isinstance(step, ResizeStep)] == [light]


def test_cut_before_a_resize_is_made_in_shrunken_pixels() -> None:
    """A cut keeps whole decoded pixels, and the resize knows which part of them is meant."""
    plan = plan_of(
        Crop(width=2001, height=1001, x=3, y=5), Resize(width=100, height=50), source=PHOTO
    )

    assert plan.load.shrink == 8
    assert plan.steps == (
        CropStep(left=0, top=0, width=251, height=126),
        ResizeStep(100, 50, Window(0.375, 0.625, 250.125, 125.125)),
    )


def test_rest_of_a_block_still_counts() -> None:
    """Pixels that make no whole decoded one are part of what is shown."""
    source = SourceFacts(format=SourceFormat.JPEG, width=1003, height=1000)

    plan = plan_of(Resize(width=60, height=60, mode=ResizeMode.SCALE), source=source)

    assert plan.steps == (ResizeStep(60, 60, Window(0, 0, 125.375, 125)),)


def test_cut_and_resize_by_whole_blocks_show_the_very_picture() -> None:
    """A cut along decoded pixels leaves no fractions to be told."""
    plan = plan_of(
        Crop(width=1600, height=1600, x=8, y=80), Resize(width=100, height=100), source=PHOTO
    )

    assert plan.steps == (CropStep(left=1, top=10, width=200, height=200), ResizeStep(100, 100))


def test_only_jpeg_shrinks_while_it_loads() -> None:
    """Other decoders make all pixels."""
    assert plan_of(Resize(width=10)).load.shrink == 1


def test_filter_before_a_resize_needs_all_pixels() -> None:
    """A blur counts pixels of the large picture, so nothing is shrunk before it."""
    assert plan_of(Blur(), Resize(width=10), source=PHOTO).load.shrink == 1


def test_picture_is_turned_after_it_is_small() -> None:
    """A lying picture is cut and resized as it lies, and then turned."""
    plan = plan_of(Crop(width=100, height=50, x=0, y=0), Resize(width=50), source=LYING)

    assert plan.steps == (
        CropStep(left=0, top=200, width=50, height=100),
        ResizeStep(25, 50),
        OrientStep(6),
    )


def test_orientation_need_not_be_followed() -> None:
    """A picture may be shown as it is stored."""
    recipe = Recipe(output=Output(upright=False))

    plan = resolve_plan(recipe, LYING, chosen=OutputFormat.PNG, overlays={}, limits=Limits())

    assert (plan.steps, plan.width, plan.height) == ((), 400, 300)


def test_picture_that_is_searched_is_held() -> None:
    """A cut whose place is found on pixels counts the memory of the whole picture."""
    auto, fixed = (
        plan_of(Crop(width=9, height=9, gravity=gravity), source=PHOTO).memory_bytes
        for gravity in (CutGravity.AUTO, CutGravity.NORTH)
    )

    assert auto > fixed + 4000 * 3000 * 3


@pytest.mark.parametrize(
    ("orientation", "left", "top"),
    [(2, 380, 0), (3, 380, 290), (4, 0, 290), (5, 0, 0), (6, 0, 280), (7, 390, 280), (8, 390, 0)],
)
def test_cut_follows_every_orientation(orientation: int, left: int, top: int) -> None:
    """The upper left corner of the upright picture lies somewhere else in the file."""
    source = SourceFacts(format=SourceFormat.PNG, width=400, height=300, orientation=orientation)

    plan = plan_of(Crop(width=20, height=10, x=0, y=0), source=source)

    step = plan.steps[0]
    assert isinstance(step, CropStep)
    assert (step.left, step.top) == (left, top)


@pytest.mark.parametrize(
    ("space", "expected"),
    [
        (ColourSpace.RGB, (ResizeStep(40, 30), ToSRGBStep())),
        (ColourSpace.CMYK, (ToSRGBStep(), ResizeStep(40, 30))),
    ],
)
def test_colours_are_converted_on_the_small_picture(
    space: ColourSpace, expected: tuple[PlanStep, ...]
) -> None:
    """Only inks have to be converted before they are averaged."""
    source = SourceFacts(
        format=SourceFormat.TIFF, width=400, height=300, space=space, has_profile=True
    )

    assert plan_of(Resize(width=40), source=source).steps == expected


def test_filter_ends_what_may_come_first() -> None:
    """Nothing is moved past a filter."""
    plan = plan_of(Grayscale(), Resize(width=40), source=LYING)

    assert plan.steps == (OrientStep(6), Grayscale(), ResizeStep(40, 53))


@pytest.mark.parametrize(
    ("chosen", "frames"), [(OutputFormat.WEBP, 3), (OutputFormat.GIF, 3), (OutputFormat.JPEG, 1)]
)
def test_only_some_formats_move(chosen: OutputFormat, frames: int) -> None:
    """A format without animation gets the first frame."""
    source = SourceFacts(format=SourceFormat.GIF, width=9, height=9, frames=3)

    plan = plan_of(source=source, chosen=chosen)

    assert (plan.frames, plan.load.frames) == (frames, frames)


def test_overlays_are_loaded_upright() -> None:
    """Pictures that are laid over are inputs of the plan in order of appearance."""
    plan = plan_of(Watermark(asset="a"), Watermark(asset="b"))

    assert plan.overlays == (Load(format=SourceFormat.PNG, orientation=6),) * 2


def test_result_that_is_too_large_is_refused() -> None:
    """Every step's result is held to the limits, before a pixel is decoded."""
    with pytest.raises(OutputTooLarge):
        plan_of(Resize(width=20_000))


def test_background_shows_in_corners_of_any_format() -> None:
    """A colour asked for behind everything is behind the corners of a turn, in JPEG too."""
    plan = plan_of(Rotate(angle=45), Background(colour=BLACK), chosen=OutputFormat.JPEG)

    assert plan.steps == (RotateStep(angle=45, background=TRANSPARENT), Background(colour=BLACK))
