"""The names of JSON fields: camelCase and American spelling are understood, others refused."""

import re
from collections.abc import Collection

from pixmill.transform.assembly import american_spelling, closest, field_safe, quoted, shown
from pixmill.transform.recipe import InvalidRecipe

_SYNONYMS = {
    "greyscale": "grayscale",
    "image": "asset",
    "radius": "round_corners",
}
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST_NAME = 40


def read_object(value: object, known: Collection[str], *, field: str) -> dict[str, object]:
    """Return the fields of a JSON object by their canonical names; those that are null are absent.

    Raises:
        InvalidRecipe: it is no object, or a name is unknown or there twice.
    """
    if not isinstance(value, dict):
        message = f"{field or 'The recipe'} is {shown(value)}, but it must be an object."
        raise InvalidRecipe(message, field=field or None)
    fields: dict[str, object] = {}
    for key, item in value.items():
        name = canonical_name(key, known, field=field)
        if name in fields:
            place = within(field, field_safe(key))
            message = f"{place} gives {name} a second time, in another spelling."
            raise InvalidRecipe(message, field=place, action="Leave one of them out.")
        fields[name] = item
    return {name: item for name, item in fields.items() if item is not None}


def canonical_name(key: object, known: Collection[str], *, field: str) -> str:
    """Return the one of the known names that `key` spells.

    Raises:
        InvalidRecipe: it spells none of them; the message names the closest.
    """
    if not isinstance(key, str):
        message = f"A name in {field or 'the recipe'} is {shown(key)}, but names are text."
        raise InvalidRecipe(message, field=field or None)
    name = _WORD_START.sub("_", key[: _LONGEST_NAME + 1]).lower()
    if name in known:
        return name
    spellings = {american_spelling(one): one for one in known}
    for candidate in (_SYNONYMS.get(name), spellings.get(name)):
        if candidate is not None and candidate in known:
            return candidate
    near = closest(name, known)
    action = f"Did you mean {near}?" if near else f"Known here: {', '.join(known) or 'nothing'}."
    message = f"{quoted(key)} is not known {'in ' + field if field else 'in a recipe'}."
    raise InvalidRecipe(message, field=within(field, field_safe(key)), action=action)


def within(field: str, name: str) -> str:
    """Return the path of a field inside another; no name is the other itself."""
    return ".".join(part for part in (field, name) if part)
