"""Arranging the steps of a plan so that they cost less and draw the same picture.

Every rule is a function from draft to draft; each can be left out without changing the result
beyond rounding.
"""

import math
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from msgspec.structs import replace as replace_fields

from pixmill.transform.formats import SourceFormat
from pixmill.transform.geometry import Size, round_half_up
from pixmill.transform.operations import (
    CropStep,
    Light,
    OrientStep,
    PlanStep,
    ResizeStep,
    ToSRGBStep,
    Window,
)
from pixmill.transform.output import Profile
from pixmill.transform.source import LYING_ORIENTATIONS, ColourSpace, SourceFacts

# How much a picture has to shrink before the decoder merges pixels: it averages more coarsely
# than Lanczos, and leaving it less to do is visible in fine detail. `fast` is as hurried as sharp,
# `balanced` leaves the last resize a factor of 2 like libvips' thumbnail, `best` one of 3: beyond
# that no picture gains. Merging two by two is the exception: leaving a factor of 1.75 costs less
# than a point there, and saves half the time of a photograph made about four times smaller.
_LEAST_FACTORS: dict[Profile, dict[int, float]] = {
    Profile.FAST: {8: 9, 4: 5, 2: 3},
    Profile.BALANCED: {8: 16, 4: 8, 2: 3.5},
    Profile.BEST: {8: 24, 4: 12, 2: 6},
}
_LIGHT = {
    Profile.FAST: Light.STORED,
    Profile.BALANCED: Light.GUIDED,
    Profile.BEST: Light.LINEAR,
}
# How far a size may be off to round to the right whole number, with a margin for floating point.
_ROUNDING = 0.499


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A plan while it is being arranged.

    Attributes:
        source: the picture as stored.
        frames: frames that are worked on.
        steps: what is done, in order.
        profile: how much time a resize may take to look well.
        shrink: how many stored pixels the decoder merges into one along each side.
        scale: how many times as large as it says itself a drawing is drawn.
    """

    source: SourceFacts
    frames: int
    steps: tuple[PlanStep, ...]
    profile: Profile = Profile.BALANCED
    shrink: int = 1
    scale: float = 1.0


def arrange(draft: Draft) -> Draft:
    """Apply every rule, in the order in which they help each other."""
    return draw_to_size(shrink_on_load(convert_late(orient_late(average_light(draft)))))


def average_light(draft: Draft) -> Draft:
    """Let every resize average pixels as the profile says."""
    light = _LIGHT[draft.profile]
    steps = tuple(
        replace_fields(step, light=light) if isinstance(step, ResizeStep) else step
        for step in draft.steps
    )
    return replace(draft, steps=steps)


def orient_late(draft: Draft) -> Draft:
    """Turn the picture after the cut and the resize that directly follow: fewer pixels to turn.

    Turning a full-size picture also needs all of it in memory, where cutting and resizing stream.
    """
    if not draft.steps or not isinstance(draft.steps[0], OrientStep):
        return draft
    orient, rest = draft.steps[0], draft.steps[1:]
    stored = Size(draft.source.width, draft.source.height)
    conversion = tuple(takewhile(lambda step: isinstance(step, ToSRGBStep), rest))
    leading = _leading_geometry(rest[len(conversion) :])
    turned: list[PlanStep] = []
    for step in leading:
        moved = _before_orientation(step, orient.orientation, stored)
        turned.append(moved)
        stored = Size(moved.width, moved.height)
    after = rest[len(conversion) + len(leading) :]
    return replace(draft, steps=(*conversion, *turned, orient, *after))


def convert_late(draft: Draft) -> Draft:
    """Convert colours after the cut and the resize that directly follow: fewer pixels to convert.

    CMYK stays in front, because its channels do not average like light.
    """
    conversion = [step for step in draft.steps if isinstance(step, ToSRGBStep)]
    if not conversion or draft.source.space in {ColourSpace.CMYK, ColourSpace.OTHER}:
        return draft
    rest = tuple(step for step in draft.steps if not isinstance(step, ToSRGBStep))
    leading = _leading_geometry(rest)
    return replace(draft, steps=(*leading, conversion[0], *rest[len(leading) :]))


def shrink_on_load(draft: Draft) -> Draft:
    """Let the JPEG decoder merge 2, 4 or 8 pixels into one when the picture shrinks that much."""
    if draft.source.format is not SourceFormat.JPEG:
        return draft
    conversion = tuple(takewhile(lambda step: isinstance(step, ToSRGBStep), draft.steps))
    leading = _leading_geometry(draft.steps[len(conversion) :])
    resize = next((step for step in leading if isinstance(step, ResizeStep)), None)
    if resize is None:
        return draft
    before = leading[: leading.index(resize)]
    size = Size(draft.source.width, draft.source.height)
    for step in before:
        size = Size(step.width, step.height)
    factor = min(size.width / resize.width, size.height / resize.height)
    least = _LEAST_FACTORS[draft.profile]
    shrink = next((by for by, enough in least.items() if factor >= enough), 1)
    if shrink == 1:
        return draft
    cut, small = _in_decoded_pixels(draft.source, before, resize, shrink=shrink)
    after = draft.steps[len(conversion) + len(before) + 1 :]
    return replace(draft, steps=(*conversion, *cut, small, *after), shrink=shrink)


def draw_to_size(draft: Draft) -> Draft:
    """Draw an SVG as large as it is wanted at once: lines stay sharp, whichever way it is resized.

    The smaller of two factors never makes more pixels than the resize itself.
    """
    first = draft.steps[0] if draft.steps else None
    if draft.source.format is not SourceFormat.SVG or not isinstance(first, ResizeStep):
        return draft
    scale = min(first.width / draft.source.width, first.height / draft.source.height)
    return replace(draft, scale=scale)


def _leading_geometry(steps: tuple[PlanStep, ...]) -> tuple[CropStep | ResizeStep, ...]:
    """Return the cuts and at most one resize that the steps begin with."""
    leading: list[CropStep | ResizeStep] = []
    for step in steps:
        if isinstance(step, CropStep):
            leading.append(step)
        elif isinstance(step, ResizeStep):
            return (*leading, step)
        else:
            break
    return tuple(leading)


def _before_orientation(
    step: CropStep | ResizeStep, orientation: int, stored: Size
) -> CropStep | ResizeStep:
    """Return the step that does to the stored picture what `step` does to the upright one."""
    lies = orientation in LYING_ORIENTATIONS
    width, height = (step.height, step.width) if lies else (step.width, step.height)
    if isinstance(step, ResizeStep):
        return replace_fields(step, width=width, height=height)
    # Follow the rectangle's edges back through the turn: which stored edge each of them was.
    left, top = (step.top, step.left) if lies else (step.left, step.top)
    from_right = orientation in {2, 3, 7, 8}
    from_bottom = orientation in {3, 4, 6, 7}
    return CropStep(
        left=stored.width - left - width if from_right else left,
        top=stored.height - top - height if from_bottom else top,
        width=width,
        height=height,
    )


class _Span(NamedTuple):
    """A stretch along one side: the whole pixels that stand for it, and where it lies in them."""

    start: int
    pixels: int
    offset: float
    length: float


def _in_decoded_pixels(
    source: SourceFacts, cuts: tuple[CropStep | ResizeStep, ...], resize: ResizeStep, *, shrink: int
) -> tuple[tuple[CropStep, ...], ResizeStep]:
    """Return the cuts as one, and the resize, as they are made on the shrunken picture.

    Edges that fall between two decoded pixels stay where they were: the cut keeps whole pixels
    about nearly the same middle, and the resize is told which part of them is meant.
    """
    left = sum(cut.left for cut in cuts if isinstance(cut, CropStep))
    top = sum(cut.top for cut in cuts if isinstance(cut, CropStep))
    size = cuts[-1] if cuts else source
    # What does not make a whole pixel at the right and the bottom is left out by libvips.
    decoded = Size(source.width // shrink, source.height // shrink)
    across = _span(left / shrink, size.width / shrink, decoded.width, wanted=resize.width)
    down = _span(top / shrink, size.height / shrink, decoded.height, wanted=resize.height)
    window = Window(across.offset, down.offset, across.length, down.length)
    is_whole = window == Window(0, 0, across.pixels, down.pixels)
    small = replace_fields(resize, window=None if is_whole else window)
    if (across.pixels, down.pixels) == decoded:
        return (), small
    cut = CropStep(left=across.start, top=down.start, width=across.pixels, height=down.pixels)
    return (cut,), small


def _span(start: float, length: float, available: int, *, wanted: int) -> _Span:
    """Return the whole pixels whose middle is nearest to that of the stretch.

    Their number must stay so near to `length` that the resize rounds to `wanted`.
    """
    middle = start + length / 2
    numbers = [
        pixels
        for pixels in (math.floor(length), math.ceil(length))
        if 0 < pixels <= available and abs(pixels - length) * wanted / length < _ROUNDING
    ] or [min(available, max(1, round_half_up(length)))]

    def begin(pixels: int) -> int:
        return min(max(0, round_half_up(middle - pixels / 2)), available - pixels)

    pixels = min(numbers, key=lambda number: abs(begin(number) + number / 2 - middle))
    return _Span(begin(pixels), pixels, offset=start - begin(pixels), length=length)
