"""A recipe: what was asked for, in order, free of any syntax."""

from itertools import pairwise

import msgspec

from pixmill.errors import PixmillError
from pixmill.transform.geometry import CutGravity, normal_angle
from pixmill.transform.limits import Limits, TooManyOperations
from pixmill.transform.neutral import is_neutral_colouring
from pixmill.transform.operations import (
    OPERATIONS,
    Blur,
    BlurRegion,
    Border,
    Brightness,
    Contrast,
    Distort,
    GradientFade,
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
    Surface,
    UnsharpMask,
    Vignette,
    Watermark,
)
from pixmill.transform.operations.aspect import ratio_of, with_ratio
from pixmill.transform.operations.resize import FILLING, PADDING
from pixmill.transform.output import Output, Profile


class InvalidRecipe(PixmillError):
    """What was asked for cannot be read as a recipe."""

    code = "invalid_recipe"
    action = "See the reference of the operations for what each field takes."


class Recipe(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Ordered operations, and wishes about the file.

    Attributes:
        operations: applied one after the other, the first one first.
        output: format and quality.
    """

    operations: tuple[Operation, ...] = ()
    output: Output = Output()

    @property
    def overlay_assets(self) -> tuple[str, ...]:
        """Ids of the uploaded pictures the recipe lays over, each once, in order of appearance."""
        ids = (
            operation.asset
            for operation in self.operations
            if isinstance(operation, Watermark) and operation.asset is not None
            # One that cannot be seen is not needed.
            if operation.opacity > 0
        )
        return tuple(dict.fromkeys(ids))

    @property
    def is_empty(self) -> bool:
        """Whether the recipe asks for nothing at all, so that the original itself is the answer."""
        return not self.operations and _without_profile(self.output) == Output()


def in_canonical_order(operations: list[Operation]) -> tuple[Operation, ...]:
    """Return the operations in the order of `OPERATIONS`, for syntaxes without an order."""
    return tuple(sorted(operations, key=lambda operation: OPERATIONS.index(type(operation))))


def normalise(recipe: Recipe) -> Recipe:
    """Return the shortest recipe that makes the same picture of every source.

    Recipes that differ only in spelling become equal, and so share one rendition.
    """
    normal = (_normalise(operation) for operation in recipe.operations)
    kept = tuple(operation for operation in normal if operation is not None)
    output = recipe.output if kept else _without_profile(recipe.output)
    return Recipe(operations=kept, output=output)


def _without_profile(output: Output) -> Output:
    """Return the wishes about a file for which nothing is made smaller."""
    return msgspec.structs.replace(output, profile=Profile.BALANCED)


def check_recipe(recipe: Recipe, limits: Limits) -> None:
    """Refuse a recipe with too many steps.

    Raises:
        TooManyOperations: with the count and the limit.
    """
    count = len(recipe.operations)
    if count > limits.max_operations:
        message = f"The recipe has {count} operations; at most {limits.max_operations} are allowed."
        raise TooManyOperations(message)


def has_canonical_order(operations: tuple[Operation, ...]) -> bool:
    """Tell whether a syntax without an order can say this: each kind at most once, in order."""
    places = [OPERATIONS.index(type(operation)) for operation in operations]
    return all(before < after for before, after in pairwise(places))


def _normalise(operation: Operation) -> Operation | None:
    match operation:
        case Resize():
            return _normalise_resize(operation)
        case Rotate():
            return _normalise_rotate(operation)
        case Watermark():
            return _normalise_watermark(operation)
        case (
            Sepia(amount=0)
            | Blur(sigma=0)
            | Sharpen(amount=0)
            | Brightness(amount=0)
            | Contrast(amount=0)
            | Saturation(amount=0)
            | RoundCorners(radius=0)
            | Border(width=0)
            | BlurRegion(sigma=0)
            | Pixelate(square=1)
            | PixelateRegion(square=1)
            | UnsharpMask(amount=0)
            | OilPaint(amount=0)
            | Vignette(amount=0)
            | GradientFade(strength=0)
            | Shadow(strength=0)
            | Shear(x=0 | None, y=0 | None)
            | Distort(arc=0)
        ):
            return None
        case _:
            return None if is_neutral_colouring(operation) else operation


# What a mode is where only one side is given, and the shape therefore kept.
_WITH_ONE_SIDE = {
    ResizeMode.LFILL: ResizeMode.LIMIT,
    ResizeMode.LPAD: ResizeMode.LIMIT,
    ResizeMode.LIMIT: ResizeMode.LIMIT,
    ResizeMode.MFIT: ResizeMode.MFIT,
    ResizeMode.MPAD: ResizeMode.MPAD,
}
_FILL_BY_ANOTHER_NAME = {ResizeMode.THUMB, ResizeMode.AUTO}


def _normalise_resize(resize: Resize) -> Resize:
    """Forget the wishes that the mode pays no attention to."""
    width, height, ratio = resize.width, resize.height, None
    if resize.aspect is not None:
        ratio = ratio_of(resize.aspect, field="resize.aspect")
        width, height = with_ratio(ratio, width, height)
    mode, gravity = resize.mode, resize.gravity
    if (width is None) != (height is None):
        mode = _WITH_ONE_SIDE.get(mode, ResizeMode.FIT)
    has_focus = resize.focus_x is not None or resize.focus_y is not None
    if mode is ResizeMode.AUTO and not has_focus:
        gravity = gravity or CutGravity.AUTO
    if mode in _FILL_BY_ANOTHER_NAME:
        mode = ResizeMode.FILL
    centred = gravity is CutGravity.CENTER or mode not in FILLING | PADDING
    return Resize(
        width=width,
        height=height,
        aspect=ratio if width is None and height is None else None,
        mode=mode,
        gravity=None if centred else gravity,
        focus_x=resize.focus_x if mode in FILLING else None,
        focus_y=resize.focus_y if mode in FILLING else None,
        zoom=max(1.0, resize.zoom) if mode is ResizeMode.FILL else 1.0,
        background=resize.background if mode in PADDING else None,
        surface=resize.surface if mode in PADDING else Surface.PLAIN,
    )


def _normalise_rotate(rotate: Rotate) -> Rotate | None:
    """Forget whole turns, and the background of turns that open no corners."""
    if isinstance(rotate.angle, str):
        return Rotate(angle=rotate.angle, toward=rotate.toward)
    angle = normal_angle(rotate.angle)
    if angle == 0.0:
        return None
    opens_corners = angle % 90.0 != 0.0
    return Rotate(angle=angle, background=rotate.background if opens_corners else None)


def _normalise_watermark(watermark: Watermark) -> Watermark | None:
    if watermark.opacity == 0.0:
        return None
    return msgspec.structs.replace(watermark, angle=normal_angle(watermark.angle))
