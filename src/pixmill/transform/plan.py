"""A plan: a recipe resolved against one source, wholly in numbers, and arranged to be quick."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import structs

from pixmill.transform.canvas import Canvas, Overlay, Surroundings
from pixmill.transform.formats import CAPABILITIES, OutputFormat, SourceFormat
from pixmill.transform.limits import Limits, OutputTooLarge, check_output
from pixmill.transform.memory import bytes_to_decode, bytes_to_draw
from pixmill.transform.operations import Background, OrientStep, PlanStep, ToSRGBStep
from pixmill.transform.output import Save, keeps_colours, resolve_save
from pixmill.transform.planner import Draft, arrange
from pixmill.transform.recipe import Recipe, check_recipe, normalise
from pixmill.transform.source import ColourSpace, SourceFacts

_BITS_OF_RESULTS = 8


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """How the engine opens one file.

    Attributes:
        shrink: 1, 2, 4 or 8: how many stored pixels make one decoded pixel along each side (JPEG).
        scale: how many times as large as it says itself a drawing is drawn (SVG).
        frames: how many frames to read, from the first.
        orientation: EXIF orientation of an overlay, undone right after loading; that of the main
            picture is a step of the plan.
    """

    format: SourceFormat
    shrink: int = 1
    scale: float = 1.0
    frames: int = 1
    orientation: int = 1


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the engine needs beside the bytes.

    Attributes:
        load: the main picture.
        overlays: the pictures laid over it, in the order of their inputs.
        steps: what is done, in order.
        save: the file that is written.
        width: pixels across of the result.
        height: pixels down of the result; of one frame.
        frames: frames of the result.
        memory_bytes: what drawing takes at worst, so that too many do not meet.
    """

    load: Load
    overlays: tuple[Load, ...]
    steps: tuple[PlanStep, ...]
    save: Save
    width: int
    height: int
    frames: int
    memory_bytes: int = 0


def resolve_plan(
    recipe: Recipe,
    source: SourceFacts,
    *,
    chosen: OutputFormat,
    overlays: Mapping[str, SourceFacts],
    limits: Limits,
) -> Plan:
    """Work out what the engine shall do to make `recipe` of `source`.

    Args:
        recipe: what was asked.
        source: facts of the uploaded picture.
        chosen: the format to write, after negotiation.
        overlays: facts of every asset the recipe lays over, by asset id.
        limits: bounds on the result and on every step towards it.

    Raises:
        InvalidOperation: an operation makes no sense on this picture.
        OutputTooLarge: a step would make more pixels than allowed, or the result has longer edges
            than the format can hold.
        TooManyOperations: the recipe is too long.
    """
    check_recipe(recipe, limits)
    if not recipe.output.upright:
        source = structs.replace(source, orientation=1)
    capabilities = CAPABILITIES[chosen]
    frames = source.frames if capabilities.animation else 1
    surroundings = Surroundings(
        limits=limits,
        keeps_transparency=capabilities.alpha
        or any(isinstance(operation, Background) for operation in recipe.operations),
        overlays={
            asset: Overlay(index=index, facts=facts)
            for index, (asset, facts) in enumerate(overlays.items())
        },
    )
    draws = source
    if keeps_colours(recipe.output, chosen) and source.space is ColourSpace.RGB:
        # The profile is kept, so the pixels must stay what they are: nothing is to be converted.
        draws = msgspec.structs.replace(source, has_profile=False)
    steps, canvas = _resolve_steps(
        normalise(recipe), draws, surroundings=surroundings, frames=frames
    )
    _check_edges(canvas, chosen)
    draft = arrange(Draft(source=source, frames=frames, steps=steps, profile=recipe.output.profile))
    return Plan(
        load=Load(format=source.format, shrink=draft.shrink, scale=draft.scale, frames=frames),
        overlays=tuple(
            Load(format=facts.format, orientation=facts.orientation) for facts in overlays.values()
        ),
        steps=draft.steps,
        save=resolve_save(recipe.output, chosen),
        width=canvas.width,
        height=canvas.height,
        frames=frames,
        memory_bytes=_memory_bytes(draft, overlays.values()),
    )


def _resolve_steps(
    recipe: Recipe, source: SourceFacts, *, surroundings: Surroundings, frames: int
) -> tuple[tuple[PlanStep, ...], Canvas]:
    """Return the steps in the order asked for, starting from the picture as it is stored."""
    steps: list[PlanStep] = []
    if source.orientation != 1:
        steps.append(OrientStep(source.orientation))
    if needs_conversion(source):
        steps.append(ToSRGBStep())
    canvas = Canvas(
        width=source.upright.width, height=source.upright.height, has_alpha=source.has_alpha
    )
    for operation in recipe.operations:
        for step in operation.resolve(canvas, surroundings):
            canvas = step.result(canvas)
            check_output(
                surroundings.limits, width=canvas.width, height=canvas.height, frames=frames
            )
            steps.append(step)
    return tuple(steps), canvas


def _memory_bytes(draft: Draft, overlays: Iterable[SourceFacts]) -> int:
    source = draft.source
    decoded = Canvas(
        width=-(-source.width // draft.shrink),
        height=-(-source.height // draft.shrink),
        has_alpha=source.has_alpha,
    )
    shown = structs.replace(source, frames=draft.frames)
    return (
        bytes_to_decode(shown)
        + sum(bytes_to_decode(structs.replace(facts, frames=1)) for facts in overlays)
        + bytes_to_draw(decoded, draft.steps, frames=draft.frames)
    )


def _check_edges(canvas: Canvas, chosen: OutputFormat) -> None:
    most = CAPABILITIES[chosen].max_edge
    if max(canvas.size) > most:
        message = (
            f"The result is {canvas.width} × {canvas.height} pixels; "
            f"{chosen.value} can hold at most {most} along one side."
        )
        raise OutputTooLarge(message, action="Ask for a smaller size, or for PNG or TIFF.")


def needs_conversion(source: SourceFacts) -> bool:
    """Tell whether the stored pixels are anything but plain 8-bit sRGB."""
    eight_bit_rgb = source.space is ColourSpace.RGB and source.bits == _BITS_OF_RESULTS
    return source.has_profile or not eight_bit_rgb
