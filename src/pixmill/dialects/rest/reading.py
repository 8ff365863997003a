"""Reading a decoded JSON document as a recipe."""

from collections.abc import Mapping

from pixmill.dialects.rest.shorthand import read_entry, read_full
from pixmill.dialects.rest.spelling import canonical_name, read_object, within
from pixmill.transform.assembly import OPERATIONS_BY_NAME, assemble_output, shown
from pixmill.transform.fields import fields_of
from pixmill.transform.limits import TooManyOperations
from pixmill.transform.operations import Operation, operation_name
from pixmill.transform.output import Output
from pixmill.transform.recipe import InvalidRecipe, Recipe, in_canonical_order

LOWERED: frozenset[str] = frozenset(OPERATIONS_BY_NAME)
"""Names of the operations that this dialect can ask for."""

_NAMES = tuple(OPERATIONS_BY_NAME)
# Whatever neither changes the shape of the picture nor puts anything over it or around it.
_FILTERS = _NAMES[_NAMES.index("mirror") + 1 : _NAMES.index("watermark")]
_WISHES = ("compress", *fields_of(Output))
# More than any setting allows; the list is refused before each of its entries is looked at.
_MOST_ENTRIES = 1000


def parse_recipe(document: object, *, field: str = "") -> Recipe:
    """Return the recipe that decoded JSON asks for.

    An object applies its operations in the one order of `OPERATIONS`, a list in its own.

    Args:
        document: a list of operations, or an object of operations and output wishes, or an object
            of output wishes with the list under `operations`.
        field: where the document stands in the request; every field named in errors starts with it.

    Raises:
        InvalidRecipe: something in it is unknown, missing, contradictory or of the wrong type.
        TooManyOperations: the list is longer than any limit.
    """
    if isinstance(document, list):
        return Recipe(operations=_read_list(document, field=field))
    known = (*OPERATIONS_BY_NAME, "filters", *_WISHES, "operations")
    entries = read_object(document, known, field=field)
    output = _read_output(entries, field=field)
    named = {name: value for name, value in entries.items() if name not in _WISHES}
    if "operations" not in named:
        return Recipe(operations=_read_entries(named, field=field), output=output)
    place = within(field, "operations")
    if len(named) > 1:
        other = next(name for name in named if name != "operations")
        message = f"{other} stands beside {place}, which has an order of its own."
        raise InvalidRecipe(
            message, field=within(field, other), action="Move it into the list of operations."
        )
    return Recipe(operations=_read_list(named["operations"], field=place), output=output)


def _read_entries(entries: Mapping[str, object], *, field: str) -> tuple[Operation, ...]:
    operations: list[Operation] = []
    for name, value in entries.items():
        place = within(field, name)
        if name == "filters":
            filters = read_object(value, _FILTERS, field=place)
            for inner, item in filters.items():
                operations += read_entry(inner, item, field=within(place, inner))
        else:
            operations += read_entry(name, value, field=place)
    _check_once(operations, field=field)
    return in_canonical_order(operations)


def _check_once(operations: list[Operation], *, field: str) -> None:
    """Refuse what is asked for in two places, such as a filter beside `filters`."""
    seen: set[str] = set()
    for name in map(operation_name, operations):
        if name in seen:
            message = f"{name} is asked for twice, and an object has no order for that."
            action = "Leave one of them out, or write a list of operations."
            raise InvalidRecipe(message, field=within(field, name), action=action)
        seen.add(name)


def _read_list(document: object, *, field: str) -> tuple[Operation, ...]:
    if not isinstance(document, list):
        message = f"{field} is {shown(document)}, but it must be a list of operations."
        raise InvalidRecipe(message, field=field)
    if len(document) > _MOST_ENTRIES:
        message = f"The list has {len(document)} operations."
        raise TooManyOperations(message, field=field or None)
    return tuple(_read_step(step, field=f"{field}[{index}]") for index, step in enumerate(document))


def _read_step(step: object, *, field: str) -> Operation:
    """Return the operation of one list entry, which names it under `op`."""
    if not isinstance(step, dict):
        message = f"{field} is {shown(step)}, but it must be an object with op."
        raise InvalidRecipe(message, field=field)
    place = within(field, "op")
    op = step.get("op")
    if not isinstance(op, str):
        message = f"{place} is {shown(op)}, but it must name an operation."
        raise InvalidRecipe(message, field=place, action=f"Known: {', '.join(OPERATIONS_BY_NAME)}.")
    if op in _WISHES:
        message = f"{op} is a wish about the file, not an operation."
        action = f'Write {{"operations": […], "{op}": …}}.'
        raise InvalidRecipe(message, field=place, action=action)
    name = canonical_name(op, OPERATIONS_BY_NAME, field=place)
    return read_full(name, {key: item for key, item in step.items() if key != "op"}, field=field)


def _read_output(entries: Mapping[str, object], *, field: str) -> Output:
    wishes = {name: entries[name] for name in fields_of(Output) if name in entries}
    compress = _read_compress(entries, field=within(field, "compress"))
    if "quality" in wishes and compress is not None:
        message = "compress and quality say the same thing twice."
        raise InvalidRecipe(
            message, field=within(field, "compress"), action="Leave one of them out."
        )
    spelled = {"quality": "quality"}
    if compress is not None:
        wishes["quality"] = compress
        inner = isinstance(entries["compress"], dict)
        spelled["quality"] = "compress.quality" if inner else "compress"
    return assemble_output(wishes, lambda key: within(field, spelled.get(key, key)))


def _read_compress(entries: Mapping[str, object], *, field: str) -> object:
    """Return the quality that `compress` asks for; true leaves it to the format's default."""
    compress = entries.get("compress")
    if isinstance(compress, dict):
        return read_object(compress, ("quality",), field=field).get("quality")
    return None if isinstance(compress, bool) else compress
