"""A result has to fit into its format, also where nobody asked for another size."""

import pytest

from pixmill.transform.formats import CAPABILITIES, OutputFormat, SourceFormat
from pixmill.transform.limits import Limits, OutputTooLarge
from pixmill.transform.operations import Resize
from pixmill.transform.plan import Plan, resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts

LIMITED = [name for name, holds in CAPABILITIES.items() if holds.max_edge < 2**31 - 1]


def plan_of(width: int, recipe: Recipe, chosen: OutputFormat) -> Plan:
    """Return the plan for a picture that is one pixel high."""
    source = SourceFacts(format=SourceFormat.PNG, width=width, height=1)
    limits = Limits(max_output_edge=100_000)
    return resolve_plan(recipe, source, chosen=chosen, overlays={}, limits=limits)


@pytest.mark.parametrize("chosen", LIMITED)
def test_result_too_long_for_its_format_is_refused(chosen: OutputFormat) -> None:
    """The refusal names the format, since another one could hold the result."""
    width = CAPABILITIES[chosen].max_edge + 1

    with pytest.raises(OutputTooLarge, match=f"{chosen.value} can hold at most"):
        plan_of(width, Recipe(), chosen)


@pytest.mark.parametrize("chosen", LIMITED)
def test_longest_result_of_a_format_is_made(chosen: OutputFormat) -> None:
    """The bound itself is allowed."""
    width = CAPABILITIES[chosen].max_edge

    assert plan_of(width, Recipe(), chosen).width == width


def test_only_the_result_has_to_fit() -> None:
    """A source longer than the format can hold is fine when it is resized."""
    recipe = Recipe(operations=(Resize(width=100),))

    assert plan_of(30_000, recipe, OutputFormat.WEBP).width == 100
