"""Arranging a plan to be quick draws the same picture as doing every step as it was asked for.

Two tolerances, because two things happen. Exchanging steps only rounds and clips at other moments:
a value on average. Letting the JPEG decoder shrink averages more coarsely than Lanczos: two values
on average; things stay where they are, so that means over squares hardly differ.
Both plans average stored values here, as a shrinking decoder does: what averaging light adds is a
matter of looks, and measured elsewhere (`benchmarks/quality`).
"""

import pytest
from msgspec.structs import replace

from pixmill.transform.formats import OutputFormat, SourceFormat
from pixmill.transform.limits import Limits
from pixmill.transform.operations import (
    Crop,
    Light,
    Operation,
    OrientStep,
    Resize,
    ResizeMode,
    ResizeStep,
    ToSRGBStep,
)
from pixmill.transform.plan import Load, Plan, needs_conversion, resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts
from tests.golden.drawing import blurred_difference, difference, draw_plan, inspected

REARRANGED = (1.0, 2.0)
SHRUNK = (2.0, 3.5)

CUTS = [
    (),
    (Crop(width=203, height=151, x=33, y=17),),
    (Crop(width=1001, height=1203), Crop(width=900, height=700, x=5, y=3)),
]
SIZES = [
    Resize(width=120, height=90),
    Resize(width=60),
    Resize(width=37, height=211, mode=ResizeMode.SCALE),
    Resize(width=300, height=200, mode=ResizeMode.PAD),
]
PICTURES = [
    "camera-12mp.jpg", "cmyk.jpg", "grey.jpg", "gain-map.jpg", "orientation-6.jpg",
    "orientation-7.jpg", "progressive.jpg", "deep.png", "alpha-turned.avif", "photo.tiff",
]  # fmt: skip


def naive(operations: tuple[Operation, ...], facts: SourceFacts) -> Plan:
    """Return the plan as it was asked for: made upright and sRGB first, then step by step."""
    upright = SourceFacts(
        format=SourceFormat.PNG,
        width=facts.upright.width,
        height=facts.upright.height,
        has_alpha=facts.has_alpha,
    )
    plan = arranged(operations, upright)
    # Without orientation, other colours and a shrinking decoder nothing is left to arrange.
    first = [OrientStep(facts.orientation)] if facts.orientation > 1 else []
    second = [ToSRGBStep()] if needs_conversion(facts) else []
    return Plan(
        load=Load(format=facts.format),
        overlays=(),
        steps=(*first, *second, *plan.steps),
        save=plan.save,
        width=plan.width,
        height=plan.height,
        frames=1,
    )


def arranged(operations: tuple[Operation, ...], facts: SourceFacts) -> Plan:
    """Return the plan as the engine is given it."""
    recipe = Recipe(operations=operations)
    chosen = OutputFormat.PNG
    return resolve_plan(recipe, facts, chosen=chosen, overlays={}, limits=Limits())


def as_stored(plan: Plan) -> Plan:
    """Return a plan whose resizes average stored values, as a shrinking decoder does."""
    steps = tuple(
        replace(step, light=Light.STORED) if isinstance(step, ResizeStep) else step
        for step in plan.steps
    )
    return replace(plan, steps=steps)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.mode}-{size.width}")
@pytest.mark.parametrize("cuts", CUTS, ids=["whole", "cut", "cut twice"])
@pytest.mark.parametrize("name", PICTURES)
def test_planned_and_naive_agree(name: str, cuts: tuple[Crop, ...], size: Resize) -> None:
    """Cuts and resizes in any combination come out alike, within what the module says."""
    facts = inspected(name).facts
    quick, plain = arranged((*cuts, size), facts), naive((*cuts, size), facts)

    one, other = draw_plan(as_stored(quick), name), draw_plan(as_stored(plain), name)

    mean, square = REARRANGED if quick.load.shrink == 1 else SHRUNK
    assert difference(one, other) <= mean
    assert blurred_difference(one, other) <= square


def test_shrinking_decoder_is_used() -> None:
    """The comparison above is not one of a plan with itself."""
    facts = inspected("camera-12mp.jpg").facts

    assert arranged((SIZES[0],), facts).load.shrink == 8
    assert naive((SIZES[0],), facts).load.shrink == 1
