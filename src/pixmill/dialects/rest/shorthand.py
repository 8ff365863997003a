"""The short forms of one operation in a JSON object: a bare value, a plain yes, a direction."""

from pixmill.dialects.rest.spelling import read_object, within
from pixmill.transform.assembly import (
    BARE_FIELDS,
    OPERATIONS_BY_NAME,
    SWITCHES,
    assemble_operation,
    shown,
)
from pixmill.transform.fields import Several, fields_of
from pixmill.transform.operations import Flip, Mirror, Operation
from pixmill.transform.recipe import InvalidRecipe

_FLIPS: dict[str, tuple[Operation, ...]] = {
    "vertical": (Flip(),),
    "horizontal": (Mirror(),),
    "both": (Flip(), Mirror()),
}


def read_entry(name: str, value: object, *, field: str) -> tuple[Operation, ...]:
    """Return the operations that one entry `name: value` of an object asks for.

    Raises:
        InvalidRecipe: the value is neither a short form of the operation nor its object.
    """
    if isinstance(value, dict):
        return (read_full(name, value, field=field),)
    if value is False:
        return ()
    if value is True:
        return (_switched_on(name, field=field),)
    if name == "flip":
        return _flipped(value, field=field)
    if name in BARE_FIELDS and isinstance(value, list) == _takes_list(name):
        return (assemble_operation(name, {BARE_FIELDS[name]: value}, lambda _: field),)
    expected = "true or false" if name in SWITCHES else _object_form(name)
    message = f"{field} is {shown(value)}, but it must be {expected}."
    raise InvalidRecipe(message, field=field)


def read_full(name: str, value: object, *, field: str) -> Operation:
    """Return the operation that an object with its fields asks for.

    Raises:
        InvalidRecipe: a field is unknown, missing or has a bad value.
    """
    values = read_object(value, fields_of(OPERATIONS_BY_NAME[name]), field=field)
    return assemble_operation(name, values, lambda key: within(field, key))


def _takes_list(name: str) -> bool:
    """Tell whether the bare value of an operation is a list."""
    return isinstance(fields_of(OPERATIONS_BY_NAME[name])[BARE_FIELDS[name]].kind, Several)


def _switched_on(name: str, *, field: str) -> Operation:
    if name in SWITCHES:
        return assemble_operation(name, {}, lambda _: field)
    if name == "watermark":
        message = f"{field} is true, but there is no default watermark to stamp."
        raise InvalidRecipe(message, field=field, action='Give its text: {"text": "…"}.')
    message = f"{field} is true, which does not say how much; it must be {_object_form(name)}."
    raise InvalidRecipe(message, field=field)


def _flipped(value: object, *, field: str) -> tuple[Operation, ...]:
    if isinstance(value, str) and value.lower() in _FLIPS:
        return _FLIPS[value.lower()]
    message = f"{field} is {shown(value)}, but it must be true, false, {', '.join(_FLIPS)}."
    raise InvalidRecipe(message, field=field)


def _object_form(name: str) -> str:
    fields = ", ".join(fields_of(OPERATIONS_BY_NAME[name]))
    bare = BARE_FIELDS.get(name)
    return f"an object with {fields}" if bare is None else f"a bare {bare} or an object"
