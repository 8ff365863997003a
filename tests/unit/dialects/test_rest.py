"""JSON documents become recipes, and what is wrong in them is named."""

import pytest

from pixmill.dialects.rest import LOWERED, parse_recipe, to_document
from pixmill.transform.colour import BLACK, WHITE
from pixmill.transform.formats import OutputFormat
from pixmill.transform.limits import TooManyOperations
from pixmill.transform.operations import (
    OPERATIONS,
    Background,
    Blur,
    Brightness,
    Crop,
    Flip,
    Grayscale,
    Mirror,
    Operation,
    Pad,
    Resize,
    ResizeMode,
    Rotate,
    RoundCorners,
    Sepia,
    Sharpen,
    Watermark,
    operation_name,
)
from pixmill.transform.output import Output, Profile
from pixmill.transform.recipe import InvalidRecipe, Recipe

FITTED = Resize(width=5, height=5, mode=ResizeMode.FIT)
EXAMPLES: dict[str, object] = {
    "crop": {"width": 100, "height": 50, "x": 1, "y": 2},
    "resize": {"width": 800},
    "pad": {"width": 900},
    "rotate": 90,
    "shear": {"x": 10},
    "distort": {"arc": 30},
    "flip": True,
    "mirror": True,
    "replace_colour": {"to": "#2040c0", "from_colour": "red", "tolerance": 40},
    "make_transparent": {"tolerance": 20, "colour": "white"},
    "improve": {"mode": "indoor", "amount": 70},
    "auto_brightness": 80,
    "auto_contrast": True,
    "auto_colour": 60,
    "fill_light": {"amount": 70, "bias": 20},
    "grayscale": True,
    "sepia": True,
    "brightness": 10,
    "brightness_hsb": 30,
    "contrast": -10,
    "gamma": 1.4,
    "saturation": 5,
    "vibrance": 40,
    "hue": 60,
    "channels": {"red": 20, "blue": -15},
    "recolour": [0.3, 0.7, 0.1, 0.3, 0.6, 0.1, 0.2, 0.5, 0.1],
    "negate": True,
    "colourise": {"colour": "teal", "amount": 40},
    "tint": {"amount": 80, "colours": ["navy", "coral", "ivory"], "positions": [10, 50, 100]},
    "black_white": 40,
    "blur": 3,
    "blur_region": True,
    "pixelate": 9,
    "pixelate_region": {"width": 5},
    "sharpen": 50,
    "unsharp_mask": 50,
    "oil_paint": True,
    "cartoonify": True,
    "vignette": 30,
    "dither": "halftone_6x6",
    "simulate_colour_blind": "protanopia",
    "assist_colour_blind": 40,
    "watermark": "Pixmill",
    "round_corners": 20,
    "border": 5,
    "gradient_fade": True,
    "outline": 3,
    "shadow": True,
    "drop_shadow": True,
    "opacity_threshold": 30,
    "opacity": 50,
    "background": "#fff",
}


def test_every_operation_can_be_asked_for() -> None:
    """An example of each operation is read as that operation, alone and in a list."""
    alone = {
        operation_name(operation)
        for name, value in EXAMPLES.items()
        for operation in parse_recipe({name: value}).operations
    }
    steps = to_document(Recipe(operations=(Flip(), *parse_recipe(EXAMPLES).operations)))
    listed = {operation_name(operation) for operation in parse_recipe(steps).operations}

    assert alone == listed == LOWERED == {operation_name(one) for one in OPERATIONS}


def test_object_has_one_order() -> None:
    """However an object is written, its operations are applied in the documented order."""
    backwards = dict(reversed(EXAMPLES.items()))

    recipe = parse_recipe(backwards)

    assert [type(operation) for operation in recipe.operations] == list(OPERATIONS)


def test_list_has_its_own_order() -> None:
    """A list is applied as written, repetitions included."""
    recipe = parse_recipe([{"op": "blur"}, {"op": "resize", "width": 8}, {"op": "blur"}])

    assert recipe.operations == (Blur(), Resize(width=8), Blur())


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"rotate": {"angle": 45, "background": "black"}}, [Rotate(angle=45, background=BLACK)]),
        ({"flip": "horizontal"}, [Mirror()]),
        ({"flip": "Vertical"}, [Flip()]),
        ({"flip": "both"}, [Flip(), Mirror()]),
        ({"flip": False, "mirror": None}, []),
        ({"grayscale": {}}, [Grayscale()]),
        ({"greyscale": True}, [Grayscale()]),
        ({"sepia": {"amount": 30}}, [Sepia(amount=30)]),
        ({"sharpen": True, "blur": True}, [Blur(), Sharpen()]),
        ({"brightness": {"amount": -5}}, [Brightness(amount=-5)]),
        ({"filters": {"blur": 3, "sepia": False, "grayscale": True}}, [Grayscale(), Blur(sigma=3)]),
        ({"watermark": {"text": "x", "color": "black"}}, [Watermark(text="x", colour=BLACK)]),
        ({"watermark": {"image": "abc"}}, [Watermark(asset="abc")]),
        ({"watermark": {"text": "x", "size": None}}, [Watermark(text="x")]),
        ({"roundCorners": "max"}, [RoundCorners()]),
        ({"radius": 5}, [RoundCorners(radius=5)]),
        ({"round_corners": {"radius": 5}}, [RoundCorners(radius=5)]),
        ({"round_corners": True}, [RoundCorners()]),
        ({"background": {"color": "#fff"}}, [Background(colour=WHITE)]),
        ({"pad": {"height": 5.0}}, [Pad(height=5)]),
        ({"resize": {"width": 5, "height": 5, "mode": "fit"}}, [FITTED]),
        ({"operations": [{"op": "roundCorners"}]}, [RoundCorners()]),
        ({}, []),
        ([], []),
    ],
)
def test_short_and_full_forms(document: object, expected: list[Operation]) -> None:
    """Each operation has a natural short form, a full one, and the spellings clients use."""
    assert list(parse_recipe(document).operations) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"format": "JPG"}, Output(format=OutputFormat.JPEG)),
        ({"compress": 40}, Output(quality=40)),
        ({"profile": "fast"}, Output(profile=Profile.FAST)),
        ({"compress": {"quality": 40}}, Output(quality=40)),
        ({"compress": {}}, Output()),
        ({"compress": True}, Output()),
        ({"compress": False, "quality": 7}, Output(quality=7)),
        (
            {"operations": [], "format": "webp", "quality": 9},
            Output(format=OutputFormat.WEBP, quality=9),
        ),
    ],
)
def test_wishes_about_the_file(document: object, expected: Output) -> None:
    """Format and quality stand beside the operations."""
    assert parse_recipe(document).output == expected


@pytest.mark.parametrize(
    ("document", "field", "words"),
    [
        ({"resize": {"width": 0}}, "resize.width", "is 0"),
        ({"resize": {"width": -5}}, "resize.width", "is -5"),
        ({"resize": {"width": "800"}}, "resize.width", "is '800'"),
        ({"resize": {"width": True}}, "resize.width", "is true"),
        ({"resize": {"mode": "stretch", "width": 5}}, "resize.mode", "limit"),
        ({"resize": {"gravity": "up", "width": 5}}, "resize.gravity", "north_east"),
        ({"resize": {}}, "resize", "width or a height"),
        ({"resize": 800}, "resize", "an object with width"),
        ({"resize": True}, "resize", "does not say"),
        ({"resize": {"widht": 1}}, "resize.widht", "not known"),
        ({"resise": {"width": 1}}, "resise", "not known"),
        ({"x" * 99: 1}, "x" * 40, "not known"),
        ({"grayscale": 1}, "grayscale", "true or false"),
        ({"grayscale": {"amount": 1}}, "grayscale.amount", "not known"),
        ({"crop": {"x": 5}}, "crop", "needs a width"),
        (
            {"crop": {"width": 5, "height": 5, "x": 1, "gravity": "auto"}},
            "crop.gravity",
            "not both",
        ),
        ({"rotate": "left"}, "rotate", "'left'"),
        ({"rotate": [90]}, "rotate", "a list"),
        ({"rotate": True}, "rotate", "a bare angle"),
        ({"flip": "sideways"}, "flip", "vertical"),
        ({"flip": 1}, "flip", "is 1"),
        ({"watermark": True}, "watermark", "no default"),
        ({"watermark": ""}, "watermark", "empty"),
        ({"watermark": {"text": "x", "asset": "y"}}, "watermark", "either"),
        ({"background": "no colour"}, "background", "a colour"),
        ({"filters": {"crop": {}}}, "filters.crop", "not known"),
        ({"filters": [1]}, "filters", "an object"),
        ({"filters": {"blur": 1}, "blur": 2}, "blur", "twice"),
        ({"flip": "both", "mirror": True}, "mirror", "twice"),
        ({"watermark": {"colour": "red", "color": "red"}}, "watermark.color", "second time"),
        ({"format": "psd"}, "format", "avif"),
        ({"quality": 101}, "quality", "1 to 100"),
        ({"compress": 0}, "compress", "1 to 100"),
        ({"compress": {"quality": 0}}, "compress.quality", "1 to 100"),
        ({"compress": 5, "quality": 5}, "compress", "twice"),
        ({"operations": 5}, "operations", "a list"),
        ({"operations": [], "blur": 5}, "blur", "beside"),
        ({"operations": [{"op": "blur", "sigma": -1}]}, "operations[0].sigma", "is -1"),
        ([{"op": "blur"}, 5], "[1]", "is 5"),
        ([{"width": 5}], "[0].op", "name an operation"),
        ([{"op": "resise"}], "[0].op.resise", "not known"),
        ([{"op": "format", "format": "webp"}], "[0].op", "not an operation"),
        ([{"op": "watermark", "text": ""}], "[0].text", "empty"),
        ({1: 2}, None, "names are text"),
        ({"resize": {1: 2}}, "resize", "names are text"),
        ("resize", None, "must be an object"),
        (None, None, "null"),
    ],
)
def test_mistakes_are_named(document: object, field: str | None, words: str) -> None:
    """An error names the field, shows the value and says what is allowed."""
    with pytest.raises(InvalidRecipe) as refused:
        parse_recipe(document)

    assert refused.value.field == field
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"resize": {"width": 0}}, "transformations.resize.width"),
        ([{"op": "resize", "width": 0}], "transformations[0].width"),
        (5, "transformations"),
    ],
)
def test_fields_are_named_from_the_top(document: object, field: str) -> None:
    """A document inside another one names its fields as the sender sees them."""
    with pytest.raises(InvalidRecipe) as refused:
        parse_recipe(document, field="transformations")

    assert refused.value.field == field


def test_misspelt_names_are_guessed() -> None:
    """The advice names what was probably meant."""
    with pytest.raises(InvalidRecipe) as refused:
        parse_recipe({"resize": {"widht": 5}})

    assert refused.value.action == "Did you mean width?"


def test_endless_lists_are_refused() -> None:
    """A list beyond any limit is refused before its entries are read."""
    with pytest.raises(TooManyOperations, match="1001"):
        parse_recipe([None] * 1001)


@pytest.mark.parametrize(
    ("recipe", "document"),
    [
        (
            Recipe(operations=(Rotate(angle=90), Flip(), Watermark(text="x", opacity=12.5))),
            {"rotate": 90, "flip": True, "watermark": {"text": "x", "opacity": 12.5}},
        ),
        (
            Recipe(operations=(Background(colour=WHITE),), output=Output(format=OutputFormat.PNG)),
            {"background": "#ffffff", "format": "png"},
        ),
        (
            Recipe(operations=(Blur(), Crop(width=1, height=2))),
            {"operations": [{"op": "blur", "sigma": 5}, {"op": "crop", "width": 1, "height": 2}]},
        ),
    ],
)
def test_recipes_are_written_briefly(recipe: Recipe, document: object) -> None:
    """A recipe is shown in the form a person would have written."""
    assert to_document(recipe) == document
