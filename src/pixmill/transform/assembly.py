"""Assembling operations and output wishes from named values, as every dialect finds them.

Dialects differ in where a value stands and how it is spelled; what a field takes, and what is said
when it does not, is the same for all of them.
"""

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches

import msgspec

from pixmill.transform.fields import Kind, Plain, fields_of
from pixmill.transform.operations import (
    OPERATIONS,
    InvalidOperation,
    Operation,
    operation_name,
)
from pixmill.transform.output import Output
from pixmill.transform.recipe import InvalidRecipe

OPERATIONS_BY_NAME: Mapping[str, type[Operation]] = {
    operation_name(operation): operation for operation in OPERATIONS
}
"""Every operation by the name it has on the wire."""

BARE_FIELDS: Mapping[str, str] = {
    "rotate": "angle",
    "make_transparent": "tolerance",
    "improve": "mode",
    "auto_brightness": "amount",
    "auto_contrast": "amount",
    "auto_colour": "amount",
    "fill_light": "amount",
    "sepia": "amount",
    "brightness": "amount",
    "brightness_hsb": "amount",
    "contrast": "amount",
    "gamma": "value",
    "saturation": "amount",
    "vibrance": "amount",
    "hue": "degrees",
    "recolour": "matrix",
    "colourise": "colour",
    "tint": "amount",
    "black_white": "threshold",
    "blur": "sigma",
    "blur_region": "sigma",
    "pixelate": "square",
    "pixelate_region": "square",
    "sharpen": "amount",
    "unsharp_mask": "amount",
    "oil_paint": "amount",
    "cartoonify": "line_strength",
    "vignette": "amount",
    "dither": "pattern",
    "simulate_colour_blind": "deficiency",
    "assist_colour_blind": "amount",
    "watermark": "text",
    "round_corners": "radius",
    "border": "width",
    "gradient_fade": "strength",
    "outline": "width",
    "shadow": "strength",
    "drop_shadow": "spread",
    "opacity_threshold": "threshold",
    "opacity": "amount",
    "background": "colour",
}
"""The field that a bare value stands for where an operation is given nothing else."""

SWITCHES = frozenset(
    {
        "flip",
        "mirror",
        "grayscale",
        "sepia",
        "blur",
        "sharpen",
        "round_corners",
        "opacity_threshold",
        "assist_colour_blind",
        "simulate_colour_blind",
        "dither",
        "black_white",
        "tint",
        "negate",
        "vibrance",
        "fill_light",
        "auto_colour",
        "auto_contrast",
        "auto_brightness",
        "improve",
        "make_transparent",
        "pixelate",
        "blur_region",
        "pixelate_region",
        "unsharp_mask",
        "oil_paint",
        "cartoonify",
        "vignette",
        "gradient_fade",
        "outline",
        "shadow",
        "drop_shadow",
    }
)
"""Operations that can be asked for by a mere yes, because their defaults do something."""

Locate = Callable[[str], str]
"""Tells where the caller wrote a field of the operation at hand; "" stands for the operation."""

_SHOWN_LENGTH = 40
_LARGEST_SHOWN = 10**15


def accept_value(value: object, kind: Kind, *, field: str) -> Plain:
    """Return the value in canonical form.

    Raises:
        InvalidRecipe: it is not what the field takes.
    """
    plain = kind.accept(value)
    if plain is None:
        message = f"{field} is {shown(value)}, but it must be {kind.allowed}."
        raise InvalidRecipe(message, field=field)
    return plain


def assemble_operation(name: str, values: Mapping[str, object], locate: Locate) -> Operation:
    """Return the operation called `name` with these values in its fields, all known by name.

    Raises:
        InvalidRecipe: a value does not fit its field, a field is missing, or they contradict.
    """
    fields = fields_of(OPERATIONS_BY_NAME[name])
    for field in fields.values():
        if field.is_required and field.name not in values:
            place = locate(field.name)
            message = f"{name} needs {field.name}; it must be {field.kind.allowed}."
            raise InvalidRecipe(message, field=place, action=f"Give {place}.")
    accepted = {
        key: accept_value(value, fields[key].kind, field=locate(key))
        for key, value in values.items()
    }
    try:
        # mypy cannot follow keyword arguments into a union of classes; msgspec checks them again.
        made: Operation = msgspec.convert({"op": name, **accepted}, Operation)
    except InvalidOperation as error:
        within = (error.field or name).partition(".")[2]
        raise InvalidRecipe(error.message, field=locate(within), action=error.action) from error
    return made


def assemble_output(values: Mapping[str, object], locate: Locate) -> Output:
    """Return the wishes about the file.

    Raises:
        InvalidRecipe: a format Pixmill does not write, or a quality out of bounds.
    """
    fields = fields_of(Output)
    accepted = {
        key: accept_value(value, fields[key].kind, field=locate(key))
        for key, value in values.items()
    }
    return msgspec.convert(accepted, Output)


def american_spelling(name: str) -> str:
    """Return the name of an operation or a field as it is written in America."""
    changes = {"olour": "olor", "olorise": "olorize", "qualise": "qualize"}
    for british, american in changes.items():
        name = name.replace(british, american)
    return name


def closest(name: str, known: Collection[str]) -> str | None:
    """Return the known name that a misspelt one was probably meant to be."""
    return next(iter(get_close_matches(name[:_SHOWN_LENGTH], known, n=1)), None)


def shown(value: object) -> str:
    """Return a value as an error message may quote it: short, whatever it is."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case int() | float():
            return _shown_number(value)
        case _:
            return "a list" if isinstance(value, list) else "an object"


def _shown_number(value: float) -> str:
    # Python refuses to write out integers of thousands of digits.
    if abs(value) <= _LARGEST_SHOWN:
        return f"{value:.15g}"
    return "a number out of range"


def quoted(text: str) -> str:
    """Return a text in quotes, cut short, with everything invisible escaped."""
    return repr(text[:_SHOWN_LENGTH])


def field_safe(name: str) -> str:
    """Return a name that a caller made up in a form that can stand in a field path."""
    short = name[:_SHOWN_LENGTH]
    return short if short.isprintable() else ascii(short)[1:-1]
