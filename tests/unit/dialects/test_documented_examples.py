"""The examples of the reference can be copied: they are read, and their three forms agree."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import msgspec
import pytest

from pixmill.dialects.query import QUERY_PARAMETERS, parse_query
from pixmill.dialects.query.parameters import PARAMETERS
from pixmill.dialects.rest import parse_recipe
from pixmill.transform.operations import OPERATIONS, Operation, operation_name

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
BLOCKS = re.compile(r"```(json|text)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("operation", OPERATIONS, ids=operation_name)
def test_forms_of_an_operation_agree(operation: type[Operation]) -> None:
    """Object, list and query on the page of an operation ask for the same."""
    page = REFERENCE / "operations" / f"{operation_name(operation)}.md"

    (_, as_object), (_, as_list), (_, as_query) = BLOCKS.findall(page.read_text(encoding="utf-8"))

    recipe = parse_recipe(msgspec.json.decode(as_object))
    assert [type(one) for one in recipe.operations] == [operation]
    assert parse_recipe(msgspec.json.decode(as_list)) == recipe
    assert parse_query(parse_qsl(as_query.strip().removeprefix("?"))) == recipe


def test_examples_of_the_overview_are_read() -> None:
    """The first page of the operations shows documents that work."""
    page = (REFERENCE / "operations" / "index.md").read_text(encoding="utf-8")

    recipes = [parse_recipe(msgspec.json.decode(text)) for _, text in BLOCKS.findall(page)]

    assert [len(recipe.operations) for recipe in recipes] == [5, 3]


def test_every_parameter_is_documented() -> None:
    """The page of the query names each parameter, and none that does not exist."""
    page = (REFERENCE / "query.md").read_text(encoding="utf-8")

    named = set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE))

    assert set(PARAMETERS) | {"crop"} == named
    assert named <= QUERY_PARAMETERS
