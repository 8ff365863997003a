"""Writing a recipe as query parameters that read back as the same recipe."""

import msgspec

from pixmill.dialects.query.parameters import OUTPUT, PARAMETERS, Target
from pixmill.transform.fields import Plain
from pixmill.transform.operations import Operation, operation_name
from pixmill.transform.output import Output
from pixmill.transform.recipe import InvalidRecipe, Recipe, has_canonical_order


def format_query(recipe: Recipe) -> list[tuple[str, str]]:
    """Return names and values, neither of them escaped for a URL yet.

    Raises:
        InvalidRecipe: the operations are in an order of their own, which a query cannot say.
    """
    if not has_canonical_order(recipe.operations):
        message = "Only operations in the fixed order can be written as a query."
        raise InvalidRecipe(message, action="Write the recipe as a JSON list.")
    written = {operation_name(one): _filled(one) for one in recipe.operations}
    written[OUTPUT] = _filled(recipe.output)
    return [
        (name, _as_text(value))
        for name, target in PARAMETERS.items()
        if (fields := written.get(target.operation)) is not None
        and (value := _value(target, fields)) is not None
    ]


def _filled(struct: Operation | Output) -> dict[str, Plain]:
    """Return the fields that hold anything; all of them where every default was left out."""
    brief: dict[str, Plain | None] = msgspec.to_builtins(struct)
    full: dict[str, Plain | None] = msgspec.to_builtins(msgspec.structs.asdict(struct))
    fields = {name: value for name, value in brief.items() if name in full}
    return {name: value for name, value in (fields or full).items() if value is not None}


def _value(target: Target, fields: dict[str, Plain]) -> Plain | None:
    """Return what a parameter says of an operation; a mere yes of one without fields."""
    return fields.get(target.field) if target.field else True


def _as_text(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(map(_as_text, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
