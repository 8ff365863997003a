"""Arbitrary recipes, sources and JSON, drawn from what the operation classes say of fields."""

import math

from hypothesis import strategies as st

from pixmill.transform.assembly import OPERATIONS_BY_NAME, assemble_operation
from pixmill.transform.fields import (
    Choice,
    ColourText,
    Either,
    Flag,
    Kind,
    Number,
    Plain,
    Several,
    Text,
    WholeNumber,
    fields_of,
)
from pixmill.transform.formats import OutputFormat, SourceFormat
from pixmill.transform.geometry import Size
from pixmill.transform.operations import OPERATIONS, Operation, operation_name
from pixmill.transform.output import Keep, Output, Profile
from pixmill.transform.recipe import InvalidRecipe, Recipe, in_canonical_order
from pixmill.transform.source import ColourSpace, SourceFacts

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([*OPERATIONS_BY_NAME, "webp", "#fff", "max", "800"]),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.text(max_size=10) | st.sampled_from(["op", "width", "height", "text", "amount"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)

SIZES = st.builds(Size, st.integers(1, 5_000), st.integers(1, 5_000))


def plain_values(kind: Kind) -> st.SearchStrategy[Plain]:
    """Draw what one kind of field takes."""
    match kind:
        case WholeNumber() | Number():
            return _numbers(kind)
        case Flag():
            return st.booleans()
        case Either(kinds=kinds):
            return st.one_of([plain_values(one) for one in kinds])
        case Several(kind=entry, min_length=least, max_length=most):
            return st.lists(plain_values(entry), min_size=least, max_size=most).map(tuple)
        case _:
            return _words(kind)


def _numbers(kind: WholeNumber | Number) -> st.SearchStrategy[Plain]:
    if isinstance(kind, Number):
        low, high = kind.minimum, kind.maximum
        return st.floats(low, high) | st.integers(math.ceil(low), math.floor(high))
    # Small numbers too: most of the large ones end at the limits.
    small = st.integers(kind.minimum, min(kind.maximum, 400))
    return small | st.integers(kind.minimum, kind.maximum)


def _words(kind: Kind) -> st.SearchStrategy[Plain]:
    match kind:
        case Text(max_length=longest):
            return st.text(st.characters(codec="utf-8"), min_size=1, max_size=min(longest, 30))
        case ColourText():
            return st.sampled_from(["red", "#abc", "#12345678", "transparent", "ffffff"])
        case Choice(words=words):
            return st.sampled_from(words)
        case _:
            raise AssertionError(kind)


@st.composite
def operations(draw: st.DrawFn, kinds: tuple[type[Operation], ...] = OPERATIONS) -> Operation:
    """Draw one operation that can be made."""
    kind = draw(st.sampled_from(kinds))
    fields = fields_of(kind)
    values = draw(
        st.fixed_dictionaries(
            {one.name: plain_values(one.kind) for one in fields.values() if one.is_required},
            optional={
                one.name: plain_values(one.kind) for one in fields.values() if not one.is_required
            },
        )
    )
    name = operation_name(kind)
    try:
        return assemble_operation(name, values, str)
    except InvalidRecipe:
        # A combination that contradicts itself: take the simplest that does not.
        return assemble_operation(name, _SIMPLEST[name], str)


_SIMPLEST: dict[str, dict[str, Plain]] = {
    "crop": {"width": 30, "height": 20},
    "resize": {"width": 50},
    "pad": {"height": 900},
    "rotate": {"angle": 90},
    "watermark": {"text": "Pixmill"},
    "recolour": {"matrix": (0.5,) * 9},
    "tint": {"colours": ("navy", "ivory")},
    "round_corners": {"radius": 20},
    "shear": {"x": 5},
    "distort": {"arc": 30},
}

OUTPUTS = st.builds(
    Output,
    format=st.none() | st.sampled_from(OutputFormat),
    quality=st.none() | st.integers(1, 100),
    profile=st.sampled_from(Profile),
    progressive=st.booleans(),
    lossless=st.booleans(),
    upright=st.booleans(),
    keep=st.sampled_from(Keep),
)


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    """Draw a recipe in any order."""
    steps = draw(st.lists(operations(), max_size=6))
    return Recipe(operations=tuple(steps), output=draw(OUTPUTS))


@st.composite
def canonical_recipes(draw: st.DrawFn) -> Recipe:
    """Draw a recipe with each operation at most once, in the one fixed order."""
    steps = draw(st.lists(operations(), max_size=6, unique_by=type))
    return Recipe(operations=in_canonical_order(steps), output=draw(OUTPUTS))


SOURCES = st.builds(
    SourceFacts,
    format=st.sampled_from(SourceFormat),
    width=st.integers(1, 9_000),
    height=st.integers(1, 9_000),
    frames=st.integers(1, 5),
    orientation=st.integers(1, 8),
    has_alpha=st.booleans(),
    space=st.sampled_from(ColourSpace),
    bits=st.sampled_from([8, 16]),
    has_profile=st.booleans(),
)
