"""Writing a recipe as query parameters that read back as the same recipe."""

import msgspec

from pixmill.dialects.query.parameters import OUTPUT, PARAMETERS
from pixmill.transform.fields import Plain
from pixmill.transform.operations import operation_name
from pixmill.transform.recipe import InvalidRecipe, Recipe, has_canonical_order


def format_query(recipe: Recipe) -> list[tuple[str, str]]:
    """Return names and values, neither of them escaped for a URL yet.

    Raises:
        InvalidRecipe: the operations are in an order of their own, which a query cannot say.
    """
    if not has_canonical_order(recipe.operations):
        message = "Only operations in the fixed order can be written as a query."
        raise InvalidRecipe(message, action="Write the recipe as a JSON list.")
    values: dict[str, dict[str, Plain]] = {
        operation_name(one): msgspec.to_builtins(one) for one in recipe.operations
    }
    values[OUTPUT] = msgspec.to_builtins(recipe.output)
    return [
        (name, _as_text(fields.get(target.field, True)))
        for name, target in PARAMETERS.items()
        if (fields := values.get(target.operation)) is not None
        and (target.field in fields or not target.field)
    ]


def _as_text(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(map(_as_text, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
