"""The names of query parameters and the field of an operation that each of them fills."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pixmill.errors import PixmillError
from pixmill.transform.assembly import (
    BARE_FIELDS,
    OPERATIONS_BY_NAME,
    SWITCHES,
    american_spelling,
    closest,
    field_safe,
    quoted,
)
from pixmill.transform.fields import fields_of
from pixmill.transform.output import Output


class UnknownParameter(PixmillError):
    """A query parameter is none that Pixmill knows."""

    code = "unknown_parameter"
    action = "See the reference of query parameters."


class Target(NamedTuple):
    """What a parameter fills: a field of an operation, or a wish about the file.

    `operation` is "output" for wishes; `field` is "" for operations that have none.
    """

    operation: str
    field: str


OUTPUT = "output"

# The most asked-for operation has the shortest names.
_RESIZE: Mapping[str, Target] = {
    "width": Target("resize", "width"),
    "height": Target("resize", "height"),
    "mode": Target("resize", "mode"),
    "aspect": Target("resize", "aspect"),
    "gravity": Target("resize", "gravity"),
    "focusX": Target("resize", "focus_x"),
    "focusY": Target("resize", "focus_y"),
    "zoom": Target("resize", "zoom"),
    "resizeBackground": Target("resize", "background"),
    "resizeSurface": Target("resize", "surface"),
}
# Operations with a field that a bare value stands for elsewhere, but is always named here.
_NAMED_IN_FULL = frozenset({"watermark"})


def _parameters() -> Iterator[tuple[str, Target]]:
    """Yield every canonical name: the operation's, followed by the field's unless it is the one."""
    for name, operation in OPERATIONS_BY_NAME.items():
        if name == "resize":
            yield from _RESIZE.items()
            continue
        fields = fields_of(operation)
        if not fields:
            yield _camel_case(name), Target(name, "")
        for field in fields:
            is_bare = BARE_FIELDS.get(name) == field and name not in _NAMED_IN_FULL
            yield _camel_case(name if is_bare else f"{name}_{field}"), Target(name, field)
    for field in fields_of(Output):
        yield _camel_case(field), Target(OUTPUT, field)


def _camel_case(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


PARAMETERS: Mapping[str, Target] = dict(_parameters())
"""Every parameter by its canonical name; a name that is written anew uses these."""

CROP_BOX = "crop"
"""The one parameter that fills several fields: `WxH` or `WxH+X+Y`."""

_SYNONYMS = {
    "greyscale": "grayscale",
    "radius": "roundCorners",
    "compress": "quality",
}


def _spellings() -> Iterator[tuple[str, str]]:
    for name in (*PARAMETERS, CROP_BOX):
        yield american_spelling(name), name
        yield name, name
    yield from _SYNONYMS.items()


def _snake_case(name: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", name).lower()


SPELLINGS: Mapping[str, str] = {
    spelling: name for written, name in _spellings() for spelling in (written, _snake_case(written))
}
"""Every spelling that is understood, camelCase and snake_case, with its canonical name."""

QUERY_PARAMETERS = frozenset(SPELLINGS)
"""Every spelling that is understood: a request that has none of them asks for no transformation."""

LOWERED: frozenset[str] = frozenset(
    target.operation for target in PARAMETERS.values() if target.operation != OUTPUT
)
"""Names of the operations that this dialect can ask for."""


def is_switch(target: Target) -> bool:
    """Tell whether a mere yes or no may stand here for the whole operation."""
    stands_for_all = target.field in {"", BARE_FIELDS.get(target.operation)}
    return stands_for_all and target.operation in SWITCHES


def canonical_parameter(spelling: str) -> str:
    """Return the canonical name of a parameter.

    Raises:
        UnknownParameter: there is none; the error names the closest.
    """
    name = SPELLINGS.get(spelling)
    if name is not None:
        return name
    near = closest(spelling, PARAMETERS)
    message = f"There is no parameter {quoted(spelling)}."
    action = f"Did you mean {near}?" if near else None
    raise UnknownParameter(message, field=field_safe(spelling), action=action)
