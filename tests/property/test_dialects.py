"""Every dialect reads back what it writes, and refuses everything else politely."""

from urllib.parse import parse_qsl, urlencode

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pixmill.dialects import query, rest
from pixmill.dialects.query.parameters import SPELLINGS
from pixmill.errors import PixmillError
from pixmill.transform.assembly import OPERATIONS_BY_NAME
from pixmill.transform.recipe import InvalidRecipe, Recipe
from tests.property.strategies import JSON, canonical_recipes, recipes

TOP_LEVEL = st.sampled_from(
    [*OPERATIONS_BY_NAME, "filters", "format", "quality", "compress", "operations"]
)
PARAMETER_NAMES = st.sampled_from(sorted(SPELLINGS)) | st.text(max_size=12)
PARAMETER_VALUES = (
    st.text(max_size=12)
    | st.integers().map(str)
    | st.floats().map(str)
    | st.sampled_from(["", "true", "red", "10x10", "10x10+1+1", "9" * 5_000, "\ud800"])
)


@given(recipes())
def test_json_reads_back_as_the_same_recipe(recipe: Recipe) -> None:
    """A document written for a recipe is read as that recipe, also after a trip through JSON."""
    document = rest.to_document(recipe)

    travelled = msgspec.json.decode(msgspec.json.encode(document))

    assert rest.parse_recipe(travelled) == recipe


@given(canonical_recipes())
def test_query_reads_back_as_the_same_recipe(recipe: Recipe) -> None:
    """A query written for a recipe is read as that recipe, also after a trip through a URL."""
    parameters = query.format_query(recipe)

    travelled = parse_qsl(urlencode(parameters), keep_blank_values=True)

    assert query.parse_query(travelled) == recipe


@given(canonical_recipes())
def test_dialects_agree(recipe: Recipe) -> None:
    """The same picture asked for in two dialects is one recipe."""
    from_query = query.parse_query(query.format_query(recipe))
    from_json = rest.parse_recipe(rest.to_document(recipe))

    assert from_query == from_json


@given(JSON | st.dictionaries(TOP_LEVEL, JSON, max_size=5))
@example({"rotate": 10**5_000})
@example({"operations": [{"op": "blur"}] * 10_000})
@example([{}] * 10_000)
@example({1: 2})
@example(b"bytes")
def test_any_json_is_a_recipe_or_refused(document: object) -> None:
    """No document, however odd, raises anything but an error made for people."""
    try:
        recipe = rest.parse_recipe(document, field="transformations")
    except PixmillError as error:
        msgspec.json.encode((error.message, error.field, error.action))
    else:
        msgspec.json.encode(recipe)


def test_deep_nesting_is_refused_quickly() -> None:
    """A document of a hundred thousand levels costs no more than its first ones."""
    document: object = 1
    for _ in range(100_000):
        document = {"filters": [document]}

    with pytest.raises(InvalidRecipe) as refused:
        rest.parse_recipe(document)

    assert refused.value.field == "filters"


@given(st.lists(st.tuples(PARAMETER_NAMES, PARAMETER_VALUES), max_size=5))
def test_any_query_is_a_recipe_or_refused(parameters: list[tuple[str, str]]) -> None:
    """No query, however odd, raises anything but an error made for people."""
    try:
        recipe = query.parse_query(parameters)
    except PixmillError as error:
        msgspec.json.encode((error.message, error.field, error.action))
    else:
        msgspec.json.encode(recipe)
