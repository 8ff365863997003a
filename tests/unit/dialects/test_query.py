"""Query parameters become recipes, and what is wrong in them is named as it was written."""

from urllib.parse import parse_qsl

import pytest

from pixmill.dialects.query import (
    LOWERED,
    QUERY_PARAMETERS,
    UnknownParameter,
    format_query,
    parse_query,
)
from pixmill.dialects.query.parameters import PARAMETERS
from pixmill.transform.colour import BLACK
from pixmill.transform.fields import fields_of
from pixmill.transform.formats import OutputFormat
from pixmill.transform.geometry import CutGravity
from pixmill.transform.operations import (
    OPERATIONS,
    Background,
    Blur,
    Crop,
    Flip,
    Grayscale,
    Mirror,
    Operation,
    Pad,
    Resize,
    Rotate,
    RoundCorners,
    Sepia,
    Watermark,
    operation_name,
)
from pixmill.transform.output import Output, Profile
from pixmill.transform.recipe import InvalidRecipe, Recipe

EXAMPLES = (
    "cropWidth=9&cropHeight=9&width=8&padWidth=10&rotate=90&flip&mirror=1&grayscale=true&sepia=yes"
    "&brightness=1&contrast=-1&saturation=2.5&blur=3&sharpen=on&watermarkText=x&roundCorners=max"
    "&background=white"
    "&shearX=5&distortArc=30&blurRegionX=1&pixelate=9&pixelateRegionWidth=5&unsharpMask=50"
    "&oilPaint=on&cartoonify=9&vignette=yes&gradientFade=30&outline=3&shadow=true"
    "&dropShadow=9&border=5"
    "&replaceColourTo=red&makeTransparent=20&improve=indoor&autoBrightness=80&autoContrast=yes"
    "&autoColour=60&fillLightBias=9&brightnessHsb=30&gamma=1.4&vibrance=on&hue=-60&channelsRed=20"
    "&recolour=1,0,0,0,1,0,0,0,.5&negate&colourise=teal&tintColours=navy,ivory&blackWhite=40"
    "&dither=halftone-6x6&simulateColourBlind=protanopia&assistColourBlind=xray&opacity=50"
    "&opacityThreshold=30"
)


def read(query: str) -> Recipe:
    """Read a query string as a web server hands it over."""
    return parse_query(parse_qsl(query, keep_blank_values=True))


def test_every_operation_can_be_asked_for() -> None:
    """An example of each operation is read as that operation, in the one order."""
    recipe = read(EXAMPLES)

    assert [type(operation) for operation in recipe.operations] == list(OPERATIONS)
    assert {operation_name(one) for one in recipe.operations} == LOWERED


@pytest.mark.parametrize("operation", OPERATIONS, ids=operation_name)
def test_every_field_has_a_parameter(operation: type[Operation]) -> None:
    """What can be asked for in JSON can be asked for in a URL."""
    written = {
        target.field
        for target in PARAMETERS.values()
        if target.operation == operation_name(operation)
    }

    assert written == (set(fields_of(operation)) or {""})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("width=800", [Resize(width=800)]),
        (
            "width=8e2&height=600.0&gravity=north",
            [Resize(width=800, height=600, gravity=CutGravity.NORTH)],
        ),
        ("crop=100x50", [Crop(width=100, height=50)]),
        ("crop=100X50%2B3%2B4", [Crop(width=100, height=50, x=3, y=4)]),
        ("crop=100x50+3+4", [Crop(width=100, height=50, x=3, y=4)]),
        ("crop=100x50,3,4", [Crop(width=100, height=50, x=3, y=4)]),
        ("crop=9x9&cropGravity=west", [Crop(width=9, height=9, gravity=CutGravity.WEST)]),
        ("rotate=+90", [Rotate(angle=90)]),
        ("rotate=-45.5&rotateBackground=000", [Rotate(angle=-45.5, background=BLACK)]),
        ("flip=yes&mirror=", [Flip(), Mirror()]),
        ("flip=false&mirror=0&grayscale=no&blur=off", []),
        ("greyscale=TRUE", [Grayscale()]),
        ("blur=true", [Blur()]),
        ("sepia=1", [Sepia(amount=1)]),
        ("radius=5", [RoundCorners(radius=5)]),
        ("round_corners=yes", [RoundCorners()]),
        ("pad_height=5", [Pad(height=5)]),
        ("watermark_text=1&watermarkColor=%23000", [Watermark(text="1", colour=BLACK)]),
        ("watermarkAsset=a&watermarkTile&watermarkX=3", [Watermark(asset="a", tile=True, x=3)]),
        ("watermarkText=x&watermarkBold=no", [Watermark(text="x")]),
        ("background=black", [Background(colour=BLACK)]),
        ("", []),
    ],
)
def test_spellings(query: str, expected: list[Operation]) -> None:
    """Two cases of names, yes and no in many words, numbers as people write them."""
    assert list(read(query).operations) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("format=jpg&compress=80", Output(format=OutputFormat.JPEG, quality=80)),
        ("quality=5", Output(quality=5)),
        ("profile=best", Output(profile=Profile.BEST)),
    ],
)
def test_wishes_about_the_file(query: str, expected: Output) -> None:
    """Format and quality are parameters like others."""
    assert read(query).output == expected


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("width=0", "width", "is 0"),
        ("width=-3", "width", "is -3"),
        ("width=", "width", "is ''"),
        ("width=1.5", "width", "whole number"),
        ("width=abc", "width", "'abc'"),
        ("width=" + "9" * 99, "width", "whole number"),
        ("width=NaN", "width", "'NaN'"),
        ("width=1_000", "width", "'1_000'"),
        ("width=%D9%A3", "width", "whole number"),
        ("blur=", "blur", "a number"),
        ("flip=maybe", "flip", "true or false"),
        ("watermarkText=x&watermark_tile=2", "watermark_tile", "true or false"),
        ("mode=stretch&width=5", "mode", "limit"),
        ("mode=fit", "mode", "width or a height"),
        ("compress=0", "compress", "1 to 100"),
        ("format=psd", "format", "avif"),
        ("background=nothing", "background", "a colour"),
        ("crop=9", "crop", "WxH"),
        ("crop=0x5", "crop", "is 0"),
        ("crop=5x5&cropWidth=5", "crop", "second time"),
        ("crop=5x5+1+1&crop_gravity=auto", "crop_gravity", "not both"),
        ("cropX=5", "cropX", "needs a width"),
        ("crop=5x5&rotateBackground=red", "rotate", "needs angle"),
        ("watermarkSize=20", "watermarkSize", "either"),
        ("watermarkText=+", "watermarkText", "empty"),
        ("width=5&width=6", "width", "twice"),
        ("compress=5&quality=5", "quality", "twice"),
    ],
)
def test_mistakes_are_named(query: str, field: str, words: str) -> None:
    """An error names the parameter as it was spelled, and what is allowed."""
    with pytest.raises(InvalidRecipe) as refused:
        read(query)

    assert refused.value.field == field
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("name", "action"), [("widht", "Did you mean width?"), ("zzz", UnknownParameter.action)]
)
def test_unknown_parameters_are_refused(name: str, action: str) -> None:
    """A misspelt parameter is not silently ignored."""
    with pytest.raises(UnknownParameter, match=name) as refused:
        parse_query([(name, "5")])

    assert (refused.value.field, refused.value.action) == (name, action)


def test_unknown_parameters_are_quoted_safely() -> None:
    """A name that cannot be shown is escaped in the field."""
    with pytest.raises(UnknownParameter) as refused:
        parse_query([("a\ud800", "5")])

    assert refused.value.field == r"a\ud800"


def test_parameters_are_listed_in_all_spellings() -> None:
    """Whether a request asks for a transformation can be told by the names alone."""
    assert {"crop", "compress", "watermarkColor", "watermark_colour"} <= QUERY_PARAMETERS
    assert "page" not in QUERY_PARAMETERS


def test_recipes_are_written_readably() -> None:
    """Whole numbers have no decimals, and what has its default is left out."""
    recipe = read("crop=9x9+1+2&rotate=90&flip&sepia=12.5&watermarkText=x&watermarkTile&compress=9")

    assert format_query(recipe) == [
        ("cropWidth", "9"),
        ("cropHeight", "9"),
        ("cropX", "1"),
        ("cropY", "2"),
        ("rotate", "90"),
        ("flip", "true"),
        ("sepia", "12.5"),
        ("watermarkText", "x"),
        ("watermarkTile", "true"),
        ("quality", "9"),
    ]


def test_recipe_with_an_order_of_its_own_has_no_query() -> None:
    """A query cannot say that one operation comes before another."""
    with pytest.raises(InvalidRecipe, match="order"):
        format_query(Recipe(operations=(Flip(), Crop(width=1, height=1))))
