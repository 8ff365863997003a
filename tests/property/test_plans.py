"""Plans keep within limits, and arranging them changes how they run but not what comes out."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pixmill.errors import PixmillError
from pixmill.transform.canvas import Canvas
from pixmill.transform.fingerprint import fingerprint
from pixmill.transform.formats import OutputFormat
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    CropStep,
    Operation,
    OrientStep,
    PlanStep,
    ResizeStep,
    ToSRGBStep,
)
from pixmill.transform.plan import Plan, resolve_plan
from pixmill.transform.planner import Draft, arrange
from pixmill.transform.recipe import Recipe, normalise
from pixmill.transform.source import SourceFacts
from tests.property.strategies import SOURCES, operations, recipes

LIMITS = Limits(max_output_pixels=20_000_000)
FORMATS = st.sampled_from(OutputFormat)


def resolved(recipe: Recipe, source: SourceFacts, chosen: OutputFormat) -> Plan | None:
    """Return the plan, or None where the recipe is refused for this source."""
    overlays = dict.fromkeys(recipe.overlay_assets, source)
    try:
        return resolve_plan(recipe, source, chosen=chosen, overlays=overlays, limits=LIMITS)
    except PixmillError:
        return None


def folded(steps: tuple[PlanStep, ...], start: Canvas) -> Canvas:
    """Return the canvas after all steps; every cut has to lie inside what it cuts."""
    canvas = start
    for step in steps:
        if isinstance(step, CropStep):
            assert 0 <= step.left <= canvas.width - step.width
            assert 0 <= step.top <= canvas.height - step.height
        canvas = step.result(canvas)
    return canvas


def decoded(source: SourceFacts, shrink: int = 1) -> Canvas:
    """Return the canvas as the decoder hands it over."""
    return Canvas(
        width=source.width // shrink,
        height=source.height // shrink,
        has_alpha=source.has_alpha,
    )


@given(recipes(), SOURCES, FORMATS)
def test_plan_keeps_within_limits(
    recipe: Recipe, source: SourceFacts, chosen: OutputFormat
) -> None:
    """No result has longer edges or more pixels than allowed, unless the source itself has."""
    plan = resolved(recipe, source, chosen)

    if plan is not None and recipe.operations:
        kept_size = (plan.width, plan.height) == source.upright
        assert max(plan.width, plan.height) <= LIMITS.max_output_edge
        assert kept_size or plan.width * plan.height * plan.frames <= LIMITS.max_output_pixels


@given(recipes(), SOURCES, FORMATS)
def test_plan_says_how_large_its_result_is(
    recipe: Recipe, source: SourceFacts, chosen: OutputFormat
) -> None:
    """Width and height of a plan are what its steps make of the decoded picture."""
    plan = resolved(recipe, source, chosen)

    if plan is not None:
        canvas = folded(plan.steps, decoded(source, plan.load.shrink))
        assert canvas.size == (plan.width, plan.height)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Draw a plan before it is arranged: made upright and sRGB, then cut and resized."""
    source = draw(SOURCES)
    steps: list[PlanStep] = [OrientStep(source.orientation)] if source.orientation > 1 else []
    steps += [ToSRGBStep()] * draw(st.integers(0, 1))
    canvas = folded(tuple(steps), decoded(source))
    for _ in range(draw(st.integers(0, 4))):
        width = draw(st.integers(1, canvas.width))
        height = draw(st.integers(1, canvas.height))
        left = draw(st.integers(0, canvas.width - width))
        top = draw(st.integers(0, canvas.height - height))
        cut = CropStep(left=left, top=top, width=width, height=height)
        step: PlanStep = cut if draw(st.booleans()) else ResizeStep(width, height)
        steps.append(step)
        canvas = step.result(canvas)
    return Draft(source=source, frames=1, steps=tuple(steps))


@given(drafts())
def test_arranging_keeps_the_final_canvas(draft: Draft) -> None:
    """A plan that was arranged to be quick ends with the same canvas."""
    naive = folded(draft.steps, decoded(draft.source))

    arranged = arrange(draft)

    assert folded(arranged.steps, decoded(draft.source, arranged.shrink)) == naive


@given(drafts())
def test_arranging_again_changes_nothing_but_the_shrink(draft: Draft) -> None:
    """The rules are done after one pass, so that their order is no matter of luck."""
    once = arrange(draft)

    if once.shrink == 1:
        assert arrange(once) == once


@given(recipes())
def test_normalising_twice_is_normalising_once(recipe: Recipe) -> None:
    """A normalised recipe is in its final form."""
    once = normalise(recipe)

    assert normalise(once) == once


@given(recipes(), SOURCES, FORMATS)
def test_normalising_keeps_the_picture(
    recipe: Recipe, source: SourceFacts, chosen: OutputFormat
) -> None:
    """A recipe and its normalised form are one plan."""
    assert resolved(recipe, source, chosen) == resolved(normalise(recipe), source, chosen)


@given(recipes(), recipes(), FORMATS)
def test_fingerprints_are_equal_when_recipes_are(
    one: Recipe, other: Recipe, chosen: OutputFormat
) -> None:
    """Two recipes share a rendition exactly if they normalise to the same."""
    left, right = (
        fingerprint(recipe, source_version="1", chosen=chosen, overlay_versions={})
        for recipe in (one, other)
    )

    same = _what_shows(one) == _what_shows(other)
    assert (left == right) == same


def _what_shows(recipe: Recipe) -> Recipe:
    """Return what is left of a recipe when the format is known."""
    normal = normalise(recipe)
    return replace(normal, output=replace(normal.output, format=None))


@given(operations())
def test_spelling_does_not_change_the_fingerprint(operation: Operation) -> None:
    """A recipe and its normalised form are one rendition."""
    recipe = Recipe(operations=(operation,))

    left, right = (
        fingerprint(one, source_version="1", chosen=OutputFormat.PNG, overlay_versions={})
        for one in (recipe, normalise(recipe))
    )

    assert left == right
