"""Fields that hold lists, names in American spelling, and values that are left out, everywhere."""

from urllib.parse import parse_qsl

import pytest

from pixmill.dialects.query import format_query, parse_query
from pixmill.dialects.rest import parse_recipe, to_document
from pixmill.transform.colour import Colour
from pixmill.transform.fields import fields_of
from pixmill.transform.operations import (
    AutoColour,
    Cartoonify,
    Colourise,
    MakeTransparent,
    Operation,
    Recolour,
    ReplaceColour,
    SimulateColourBlind,
    Tint,
)
from pixmill.transform.recipe import InvalidRecipe, Recipe

RED, NAVY = Colour("ff0000ff"), Colour("000080ff")
IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
TONES = Tint(colours=(NAVY, RED), positions=(5.0, 90.5), equalise=True)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"recolour": list(IDENTITY)}, Recolour(matrix=IDENTITY)),
        ({"recolor": {"matrix": list(IDENTITY)}}, Recolour(matrix=IDENTITY)),
        ({"tint": {"colors": ["navy", "#f00"]}}, Tint(colours=(NAVY, RED))),
        ({"tint": {"equalize": True}}, Tint(equalise=True)),
        ({"tint": {"positions": []}}, Tint()),
        ({"colorize": "red"}, Colourise(colour=RED)),
        ({"autoColor": True}, AutoColour()),
        ({"simulate_color_blind": True}, SimulateColourBlind()),
        (
            {"replaceColor": {"to": "red", "fromColor": "navy"}},
            ReplaceColour(to=RED, from_colour=NAVY),
        ),
        ({"filters": {"make_transparent": 5}}, MakeTransparent(tolerance=5)),
    ],
)
def test_json_takes_lists_and_both_spellings(document: object, expected: Operation) -> None:
    """A list fills its field, and an American name is the British one."""
    assert parse_recipe(document).operations == (expected,)


@pytest.mark.parametrize(
    ("document", "field", "words"),
    [
        ({"recolour": [1, 2]}, "recolour", "a list of 9 to 16, each a number from -100 to 100"),
        ({"recolour": ["1"] * 9}, "recolour", "a list of 9 to 16"),
        ({"recolour": [1] * 10}, "recolour", "9 or 16"),
        ({"recolour": 5}, "recolour", "a bare matrix"),
        ({"gamma": [5]}, "gamma", "a bare value"),
        ({"tint": {"colours": "red"}}, "tint.colours", "a list of 1 to 16, each a colour"),
        ({"tint": {"colours": ["red", "?"]}}, "tint.colours", "a list of 1 to 16"),
        ({"tint": {"positions": [1, 2]}}, "tint.positions", "2 positions for 1 colours"),
        ({"tint": {"color": "red"}}, "tint.color", "not known"),
    ],
)
def test_json_refuses_lists_that_do_not_fit(document: object, field: str, words: str) -> None:
    """A list is refused as a whole, with what it may hold."""
    with pytest.raises(InvalidRecipe) as refused:
        parse_recipe(document)

    assert refused.value.field == field
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("recolor=1,0,0,0,1,0,0,0,1", Recolour(matrix=IDENTITY)),
        ("tint=60&tintColors=navy,f00&tintPositions=5,90.5&tint_equalize=1", TONES),
        ("tintEqualise=false&tintPositions=", Tint()),
        ("cartoonifyBlackWhite=true", Cartoonify(black_white=True)),
        ("colorize=red", Colourise(colour=RED)),
        ("simulateColorBlind=true", SimulateColourBlind()),
    ],
)
def test_query_takes_lists_with_commas(query: str, expected: Operation) -> None:
    """Entries are told apart by commas, and a yes or no may be about a field alone."""
    recipe = parse_query(parse_qsl(query, keep_blank_values=True))

    assert recipe.operations == (expected,)


@pytest.mark.parametrize(
    "operation",
    [
        TONES,
        Tint(),
        Recolour(matrix=(0.1, *IDENTITY[1:])),
        MakeTransparent(),
        MakeTransparent(colour=RED),
        ReplaceColour(to=NAVY),
    ],
)
def test_what_is_written_is_read_again(operation: Operation) -> None:
    """Lists survive both dialects, and a field that is empty is not written."""
    recipe = Recipe(operations=(operation,))

    assert parse_recipe(to_document(recipe)) == recipe
    assert parse_query(format_query(recipe)) == recipe
    assert "None" not in str(format_query(recipe)) + str(to_document(recipe))


def test_lists_are_written_readably() -> None:
    """Colours look as people write them."""
    recipe = Recipe(operations=(TONES,))

    assert to_document(recipe) == {
        "tint": {
            "amount": 60,
            "colours": ["#000080", "#ff0000"],
            "positions": [5, 90.5],
            "equalise": True,
        }
    }
    assert ("tintColours", "000080ff,ff0000ff") in format_query(recipe)


def test_lists_are_no_text() -> None:
    """A text is not taken for the list of its letters."""
    assert fields_of(Tint)["colours"].kind.accept("red") is None
