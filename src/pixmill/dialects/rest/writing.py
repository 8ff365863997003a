"""Writing a recipe as a JSON document that reads back as the same recipe."""

import msgspec

from pixmill.transform.assembly import BARE_FIELDS
from pixmill.transform.colour import Colour, write_colour
from pixmill.transform.fields import ColourText, Kind, Plain, Several, fields_of
from pixmill.transform.operations import Operation, operation_name
from pixmill.transform.recipe import Recipe, has_canonical_order

Document = dict[str, object]


def to_document(recipe: Recipe) -> Document:
    """Return the shortest JSON object for the recipe, with a list only where order needs one."""
    document: Document
    if has_canonical_order(recipe.operations):
        document = {operation_name(one): _short_form(one) for one in recipe.operations}
    else:
        steps = [{"op": operation_name(one), **_full_form(one)} for one in recipe.operations]
        document = {"operations": steps}
    wishes: Document = msgspec.to_builtins(recipe.output)
    return document | wishes


def _short_form(operation: Operation) -> object:
    fields = _full_form(operation)
    if not fields_of(type(operation)):
        return True
    bare = BARE_FIELDS.get(operation_name(operation))
    return fields[bare] if bare is not None and list(fields) == [bare] else fields


def _full_form(operation: Operation) -> Document:
    values: dict[str, Plain] = msgspec.to_builtins(operation)
    kinds = fields_of(type(operation))
    return {
        name: _readable(value, kinds[name].kind)
        for name, value in values.items()
        if name in kinds and value is not None
    }


def _readable(value: Plain, kind: Kind) -> object:
    if isinstance(kind, Several) and isinstance(value, list | tuple):
        return [_readable(entry, kind.kind) for entry in value]
    if isinstance(kind, ColourText):
        return write_colour(Colour(str(value)))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
