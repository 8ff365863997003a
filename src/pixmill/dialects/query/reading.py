"""Reading query parameters as a recipe."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pixmill.dialects.query.parameters import (
    CROP_BOX,
    OUTPUT,
    PARAMETERS,
    Target,
    canonical_parameter,
    is_switch,
)
from pixmill.dialects.query.values import read_value
from pixmill.transform.assembly import (
    Locate,
    assemble_operation,
    assemble_output,
    quoted,
)
from pixmill.transform.fields import Plain
from pixmill.transform.recipe import InvalidRecipe, Recipe, in_canonical_order

# A plus sign that was not escaped arrives as a space.
_BOX = re.compile(
    r"([0-9]{1,6})x([0-9]{1,6})(?:[+ ,]([0-9]{1,6})[+ ,]([0-9]{1,6}))?", re.IGNORECASE
)
_BOX_FIELDS = ("width", "height", "x", "y")


class Written(NamedTuple):
    """A parameter as the caller wrote it."""

    spelling: str
    text: str


Given = dict[str, Written]
"""What the caller wrote, by canonical name."""


def parse_query(parameters: Iterable[tuple[str, str]]) -> Recipe:
    """Return the recipe that decoded query parameters ask for, in the one order of `OPERATIONS`.

    Raises:
        UnknownParameter: a name is not known.
        InvalidRecipe: a name is there twice, or a value is missing, contradictory or of a bad type.
    """
    given = _read_names(parameters)
    asked: dict[str, dict[str, Plain]] = {}
    for name, written in given.items():
        for target, value in _read_parameter(name, written):
            wanted = asked.setdefault(target.operation, {})
            if target.field in wanted:
                message = f"{CROP_BOX} gives {target.field} of the crop a second time."
                raise InvalidRecipe(message, field=CROP_BOX, action="Leave one of them out.")
            wanted[target.field] = value
    output = assemble_output(asked.pop(OUTPUT, {}), _locator(OUTPUT, given))
    operations = [
        assemble_operation(
            operation,
            {key: item for key, item in values.items() if key},
            _locator(operation, given),
        )
        for operation, values in asked.items()
    ]
    return Recipe(operations=in_canonical_order(operations), output=output)


def _locator(operation: str, given: Given) -> Locate:
    """Tell where in the query the fields of one operation were, or would have been, written."""
    names = {
        target.field: name for name, target in PARAMETERS.items() if target.operation == operation
    }
    is_boxed = operation == CROP_BOX and CROP_BOX in given
    places = {
        field: given[name].spelling if name in given else CROP_BOX if is_boxed else name
        for field, name in names.items()
    }
    # What concerns an operation as a whole is said of the first parameter that was given for it.
    first = next((given[name].spelling for name in names.values() if name in given), operation)
    return lambda field: places.get(field, first)


def _read_names(parameters: Iterable[tuple[str, str]]) -> Given:
    given: Given = {}
    for spelling, text in parameters:
        name = canonical_parameter(spelling)
        if name in given:
            message = f"The parameter {name} is there twice."
            raise InvalidRecipe(message, field=name, action="Leave one of them out.")
        given[name] = Written(spelling, text)
    return given


def _read_parameter(name: str, written: Written) -> Iterator[tuple[Target, Plain]]:
    """Yield what one parameter fills; nothing where it switches an operation off."""
    if name == CROP_BOX:
        yield from _read_box(written.text)
        return
    target = PARAMETERS[name]
    value = read_value(target, written.text, field=written.spelling)
    if not is_switch(target) or not isinstance(value, bool):
        yield target, value
    elif value:
        yield Target(target.operation, ""), value


def _read_box(text: str) -> Iterator[tuple[Target, Plain]]:
    box = _BOX.fullmatch(text.strip())
    if box is None:
        message = f"{CROP_BOX} is {quoted(text)}, but it must be WxH or WxH+X+Y in pixels."
        raise InvalidRecipe(message, field=CROP_BOX, action="Write for instance crop=400x300.")
    for field, number in zip(_BOX_FIELDS, box.groups(), strict=True):
        if number is not None:
            yield Target(CROP_BOX, field), int(number)
