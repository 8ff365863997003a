"""Recipes that make the same picture become the same recipe."""

import pytest

from pixmill.transform.colour import BLACK
from pixmill.transform.fingerprint import fingerprint
from pixmill.transform.formats import OutputFormat
from pixmill.transform.geometry import CutGravity
from pixmill.transform.operations import (
    Background,
    Blur,
    BlurRegion,
    Border,
    Brightness,
    Contrast,
    Crop,
    Distort,
    Flip,
    GradientFade,
    Grayscale,
    OilPaint,
    Operation,
    Pixelate,
    PixelateRegion,
    Resize,
    ResizeMode,
    Rotate,
    RoundCorners,
    Saturation,
    Sepia,
    Shadow,
    Sharpen,
    Shear,
    UnsharpMask,
    Vignette,
    Watermark,
)
from pixmill.transform.output import Output, Profile, resolve_save
from pixmill.transform.recipe import Recipe, has_canonical_order, in_canonical_order, normalise


def normal(operation: Operation) -> Operation | None:
    """Return what is left of an operation in a normalised recipe."""
    return next(iter(normalise(Recipe(operations=(operation,))).operations), None)


@pytest.mark.parametrize(
    "operation",
    [
        Rotate(angle=720),
        Sepia(amount=0),
        Blur(sigma=0),
        Sharpen(amount=0),
        Brightness(),
        Contrast(),
        Saturation(),
        RoundCorners(radius=0),
        Border(width=0),
        BlurRegion(sigma=0),
        Pixelate(square=1),
        PixelateRegion(square=1),
        UnsharpMask(amount=0),
        OilPaint(amount=0),
        Vignette(amount=0),
        GradientFade(strength=0),
        Shadow(strength=0),
        Shear(x=0),
        Distort(arc=0),
        Watermark(text="x", opacity=0),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_operations_that_change_nothing_are_dropped(operation: Operation) -> None:
    """An operation of strength zero is no operation."""
    assert normal(operation) is None


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (Rotate(angle=-90, background=BLACK), Rotate(angle=270)),
        (Rotate(angle=405, background=BLACK), Rotate(angle=45, background=BLACK)),
        (Watermark(text="x", angle=-360), Watermark(text="x")),
        (Resize(width=5, gravity=CutGravity.EAST), Resize(width=5, mode=ResizeMode.FIT)),
        (Resize(width=5, mode=ResizeMode.LIMIT), Resize(width=5, mode=ResizeMode.LIMIT)),
        (
            Resize(width=5, height=5, gravity=CutGravity.EAST, background=BLACK),
            Resize(width=5, height=5, gravity=CutGravity.EAST),
        ),
        (
            Resize(width=5, height=5, mode=ResizeMode.PAD, background=BLACK),
            Resize(width=5, height=5, mode=ResizeMode.PAD, background=BLACK),
        ),
        (Flip(), Flip()),
    ],
)
def test_wishes_without_effect_are_forgotten(operation: Operation, expected: Operation) -> None:
    """What cannot change the picture does not tell recipes apart."""
    assert normal(operation) == expected


def test_operations_are_put_into_the_one_order() -> None:
    """A syntax without an order gets the documented one."""
    ordered = in_canonical_order([Background(colour=BLACK), Grayscale(), Crop(width=1, height=1)])

    assert [type(one) for one in ordered] == [Crop, Grayscale, Background]
    assert has_canonical_order(ordered)


@pytest.mark.parametrize("operations", [(Flip(), Flip()), (Blur(), Crop(width=1, height=1))])
def test_repeated_or_reversed_operations_need_a_list(operations: tuple[Operation, ...]) -> None:
    """The one order has each operation once."""
    assert not has_canonical_order(operations)


def test_overlays_are_named_once() -> None:
    """A picture that is laid over twice is fetched once."""
    stamp, other = Watermark(asset="a"), Watermark(asset="b")

    recipe = Recipe(operations=(stamp, Watermark(text="x"), other, stamp, Flip()))

    assert recipe.overlay_assets == ("a", "b")


def test_recipe_without_wishes_is_empty() -> None:
    """A recipe that asks for nothing is answered by the original."""
    assert Recipe().is_empty
    assert not Recipe(operations=(Flip(),)).is_empty
    assert not Recipe(output=Output(quality=5)).is_empty
    assert Recipe(output=Output(profile=Profile.BEST)).is_empty


@pytest.mark.parametrize(
    ("source_version", "chosen", "quality", "overlays"),
    [
        ("2", OutputFormat.PNG, None, {}),
        ("1", OutputFormat.WEBP, None, {}),
        ("1", OutputFormat.PNG, 5, {}),
        ("1", OutputFormat.PNG, None, {"a": "1"}),
    ],
    ids=["source", "format", "quality", "overlay"],
)
def test_fingerprint_tells_files_apart(
    *, source_version: str, chosen: OutputFormat, quality: int | None, overlays: dict[str, str]
) -> None:
    """All that changes the bytes changes the fingerprint."""
    plain = fingerprint(Recipe(), source_version="1", chosen=OutputFormat.PNG, overlay_versions={})

    other = fingerprint(
        Recipe(output=Output(quality=quality)),
        source_version=source_version,
        chosen=chosen,
        overlay_versions=overlays,
    )

    assert len(plain) == len(other) == 40
    assert plain != other


def test_profile_counts_where_something_is_drawn() -> None:
    """A profile changes the pixels of a resize, and nothing of a file that is only written anew."""

    def key(profile: Profile, *operations: Operation) -> str:
        recipe = Recipe(operations=operations, output=Output(profile=profile))
        return fingerprint(recipe, source_version="1", chosen=OutputFormat.PNG, overlay_versions={})

    assert key(Profile.BEST, Resize(width=5)) != key(Profile.FAST, Resize(width=5))
    assert key(Profile.BEST) == key(Profile.FAST)


def test_wish_and_negotiation_share_a_fingerprint() -> None:
    """WebP is the same file whether the caller asked for it or the browser did."""
    asked, negotiated = (
        fingerprint(
            Recipe(output=output), source_version="1", chosen=OutputFormat.WEBP, overlay_versions={}
        )
        for output in (Output(format=OutputFormat.WEBP), Output())
    )

    assert asked == negotiated


@pytest.mark.parametrize(
    ("chosen", "quality", "expected"),
    [
        (OutputFormat.JPEG, None, (80, False)),
        (OutputFormat.AVIF, None, (60, False)),
        (OutputFormat.AVIF, 33, (33, False)),
        (OutputFormat.PNG, None, (100, False)),
        (OutputFormat.PNG, 70, (70, True)),
    ],
)
def test_quality_has_a_default_for_each_format(
    chosen: OutputFormat, quality: int | None, expected: tuple[int, bool]
) -> None:
    """Without a wish the encoder's number is chosen to look alike; PNG is compressed by palette."""
    save = resolve_save(Output(quality=quality), chosen)

    assert (save.quality, save.palette) == expected
