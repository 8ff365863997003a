"""Draws pictures in this process, as a child of the pool would, and measures how far two differ."""

import functools
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyvips

from pixmill.engine.protocol import Inspection, Rendered
from pixmill.engine.vips import execute
from pixmill.engine.vips.fonts import StagedFonts, register_fonts, stage_fonts
from pixmill.engine.vips.inspect import inspect
from pixmill.engine.vips.library import prepare_library
from pixmill.engine.vips.load import open_source
from pixmill.transform.formats import SNIFF_BYTES, OutputFormat, SourceFormat, sniff
from pixmill.transform.limits import Limits
from pixmill.transform.operations import Operation
from pixmill.transform.output import Output
from pixmill.transform.plan import Load, Plan, resolve_plan
from pixmill.transform.recipe import Recipe
from tests.golden.paper import pixels_of_page
from tests.pictures_library import picture

Pixels = npt.NDArray[np.uint8]
"""Rows, columns, channels; three or four channels unless a test is about something else."""
Values = npt.NDArray[np.float64]
"""Pixels to calculate with."""
Source = str | bytes | Pixels
"""Name of a test picture, the content of a file, or pixels that become a PNG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A rendition as it was written, and what reading it again gives.

    Attributes:
        pixels: all frames, stacked from top to bottom.
    """

    plan: Plan
    rendered: Rendered
    content: bytes
    pixels: Pixels


@functools.cache
def prepare_once() -> StagedFonts:
    """Set libvips up as a child does, once for all tests; the fonts live as long as the result."""
    staged = stage_fonts()
    prepare_library()
    register_fonts(staged)
    return staged


@contextmanager
def opened(source: Source) -> Iterator[int]:
    """Open a source for reading."""
    if isinstance(source, str):
        descriptor = os.open(picture(source), os.O_RDONLY)
    else:
        content = source if isinstance(source, bytes) else encoded(source)
        descriptor = _memory_holding(content)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def encoded(pixels: npt.NDArray[np.uint8 | np.uint16], suffix: str = ".png") -> bytes:
    """Return pixels as a file."""
    image = pyvips.Image.new_from_array(pixels)
    space = {1: "b-w", 2: "b-w"}.get(image.bands, "srgb")
    if pixels.dtype == np.uint16:
        space = {"b-w": "grey16", "srgb": "rgb16"}[space]
    return bytes(image.copy(interpretation=space).write_to_buffer(suffix))


def inspected(source: Source, limits: Limits | None = None) -> Inspection:
    """Return what the engine finds in a source; test pictures are looked at once."""
    if isinstance(source, str) and limits is None:
        return _inspected_by_name(source)
    return _inspected(source, limits or Limits())


@functools.cache
def _inspected_by_name(name: str) -> Inspection:
    return _inspected(name, Limits())


def _inspected(source: Source, limits: Limits) -> Inspection:
    with opened(source) as descriptor:
        head = os.pread(descriptor, SNIFF_BYTES, 0)
        return inspect(descriptor, sniff(head), limits)


def planned(
    source: Source,
    *operations: Operation,
    chosen: OutputFormat = OutputFormat.PNG,
    overlays: Mapping[str, Source] | None = None,
    output: Output | None = None,
) -> Plan:
    """Return the plan for operations on a source."""
    return resolve_plan(
        Recipe(operations=operations, output=output or Output()),
        inspected(source).facts,
        chosen=chosen,
        overlays={name: inspected(one).facts for name, one in (overlays or {}).items()},
        limits=Limits(),
    )


def draw(
    source: Source,
    *operations: Operation,
    chosen: OutputFormat = OutputFormat.PNG,
    overlays: Mapping[str, Source] | None = None,
) -> Pixels:
    """Return the pixels that operations make of the first frame of a source, before any encoder.

    The plan's own figures are held to them: a size that is foretold wrongly fails every test.
    """
    plan = planned(source, *operations, chosen=chosen, overlays=overlays)
    pixels = draw_plan(plan, source, *(overlays or {}).values())
    assert pixels.shape[:2] == (plan.height, plan.width)
    return pixels


def draw_plan(plan: Plan, source: Source, *overlays: Source) -> Pixels:
    """Return the pixels of a plan, before any encoder."""
    with ExitStack() as stack:
        first, *others = (stack.enter_context(opened(one)) for one in (source, *overlays))
        laid_over = execute.open_overlays(plan, others)
        image = execute.draw(open_source(first, plan.load), plan.steps, laid_over)
        return pixels_of(image)


def render(
    source: Source,
    *operations: Operation,
    chosen: OutputFormat,
    overlays: Mapping[str, Source] | None = None,
    output: Output | None = None,
) -> File:
    """Return the file that operations make of a source."""
    plan = planned(source, *operations, chosen=chosen, overlays=overlays, output=output)
    with ExitStack() as stack:
        sources = (source, *(overlays or {}).values())
        inputs = [stack.enter_context(opened(one)) for one in sources]
        written = stack.enter_context(_empty_memory())
        rendered = execute.render(plan, inputs, written)
        assert (rendered.width, rendered.height) == (plan.width, plan.height)
        assert rendered.bytes == os.fstat(written).st_size
        content = os.pread(written, rendered.bytes, 0)
        if chosen is OutputFormat.PDF:
            page = pixels_of_page(content)
            return File(plan=plan, rendered=rendered, content=content, pixels=page)
        # Writers merge equal frames, so that there may be fewer than the plan says.
        load = Load(format=SourceFormat(chosen.value), frames=-1 if plan.frames > 1 else 1)
        read = open_source(written, load, streaming=False)
        return File(plan=plan, rendered=rendered, content=content, pixels=pixels_of(read))


def pixels_of(image: pyvips.Image) -> Pixels:
    """Return the pixels of a libvips picture."""
    return np.array(image.numpy(), dtype=np.uint8).reshape(image.height, image.width, -1)


def opaque(pixels: Pixels) -> Pixels:
    """Return the colour channels alone."""
    return pixels[:, :, :3]


def alpha_of(pixels: Pixels) -> Pixels:
    """Return the alpha channel; 255 everywhere where there is none."""
    if pixels.shape[2] in {2, 4}:
        return pixels[:, :, -1]
    return np.full(pixels.shape[:2], 255, np.uint8)


def shown(pixels: Pixels, over: int = 255) -> Values:
    """Return what an eye sees over a grey: three channels without transparency."""
    values = pixels.astype(np.float64)
    is_grey = values.shape[2] < 3
    colours = values[:, :, :1].repeat(3, axis=2) if is_grey else values[:, :, :3]
    share = alpha_of(pixels).astype(np.float64)[:, :, None] / 255
    return colours * share + over * (1 - share)


def difference(one: Pixels, other: Pixels) -> float:
    """Return the mean absolute difference of what is shown, over white and over black."""
    assert one.shape[:2] == other.shape[:2]
    return float(max(np.abs(shown(one, over) - shown(other, over)).mean() for over in (0, 255)))


def worst(one: Pixels | Values, other: Pixels | Values) -> float:
    """Return the largest difference of any value."""
    assert one.shape == other.shape
    return float(np.abs(one.astype(np.float64) - other.astype(np.float64)).max())


def blurred_difference(one: Pixels, other: Pixels, *, edge: int = 5) -> float:
    """Return the largest difference between means over squares: blind to noise, not to shifts."""
    apart = np.abs(_square_means(shown(one), edge) - _square_means(shown(other), edge))
    return float(apart.max())


def _square_means(values: Values, edge: int) -> Values:
    edge = min(edge, *values.shape[:2])
    sums = np.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0), (0, 0)))
    total = sums[edge:, edge:] - sums[:-edge, edge:] - sums[edge:, :-edge] + sums[:-edge, :-edge]
    return np.asarray(total / edge**2)


def _memory_holding(content: bytes) -> int:
    descriptor = os.memfd_create("source")
    os.write(descriptor, content)
    return descriptor


@contextmanager
def _empty_memory() -> Iterator[int]:
    descriptor = os.memfd_create("result")
    try:
        yield descriptor
    finally:
        os.close(descriptor)
