"""Arranging the steps of a plan so that they cost less and draw the same picture.

Every rule is a function from draft to draft; each can be left out without changing the result
beyond rounding.
"""

from dataclasses import dataclass, replace
from itertools import takewhile

from pixmill.transform.formats import SourceFormat
from pixmill.transform.geometry import Size
from pixmill.transform.operations import CropStep, OrientStep, PlanStep, ResizeStep, ToSRGBStep
from pixmill.transform.source import LYING_ORIENTATIONS, ColourSpace, SourceFacts

# The last resize keeps at least this factor: libjpeg's own averaging is coarser than Lanczos, and
# leaving it less to do is visible in fine detail. The same head-room as libvips' thumbnail.
_HEAD_ROOM = 2
_JPEG_SHRINKS = (8, 4, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A plan while it is being arranged.

    Attributes:
        source: the picture as stored.
        frames: frames that are worked on.
        steps: what is done, in order.
        shrink: how many stored pixels the decoder merges into one along each side.
    """

    source: SourceFacts
    frames: int
    steps: tuple[PlanStep, ...]
    shrink: int = 1


def arrange(draft: Draft) -> Draft:
    """Apply every rule, in the order in which they help each other."""
    return shrink_on_load(convert_late(orient_late(draft)))


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
    shrink = next((by for by in _JPEG_SHRINKS if factor >= by * _HEAD_ROOM), 1)
    if shrink == 1:
        return draft
    shrunk = tuple(_shrunk(step, shrink) for step in before if isinstance(step, CropStep))
    after = draft.steps[len(conversion) + len(before) :]
    return replace(draft, steps=(*conversion, *shrunk, *after), shrink=shrink)


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
        return ResizeStep(width, height)
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


def _shrunk(step: CropStep, shrink: int) -> CropStep:
    """Return the cut in decoded pixels, widened to whole ones so that nothing asked for is lost."""
    left, top = step.left // shrink, step.top // shrink
    right = -(-(step.left + step.width) // shrink)
    bottom = -(-(step.top + step.height) // shrink)
    return CropStep(left=left, top=top, width=right - left, height=bottom - top)
