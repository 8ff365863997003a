"""The values of query parameters: text that stands for numbers, for yes and no, and for itself."""

import re

from pixmill.dialects.query.parameters import OUTPUT, Target, is_switch
from pixmill.transform.assembly import OPERATIONS_BY_NAME, accept_value, quoted
from pixmill.transform.fields import (
    Either,
    Flag,
    Kind,
    Number,
    Plain,
    Several,
    WholeNumber,
    fields_of,
)
from pixmill.transform.output import Output
from pixmill.transform.recipe import InvalidRecipe

_TRUTH = {
    "": True,
    "true": True,
    "1": True,
    "yes": True,
    "on": True,
    "false": False,
    "0": False,
    "no": False,
    "off": False,
}
_SPOKEN_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_LONGEST_NUMBER = 40


def read_value(target: Target, text: str, *, field: str) -> Plain:
    """Return the value of a parameter; a truth value for an operation that is only switched.

    Raises:
        InvalidRecipe: the text is not what the parameter takes.
    """
    if not target.field:
        return _read_truth(text, field=field)
    struct = Output if target.operation == OUTPUT else OPERATIONS_BY_NAME[target.operation]
    kind = fields_of(struct)[target.field].kind
    word = text.strip().lower()
    # A digit is always an amount: sepia=1 is one percent.
    if is_switch(target) and word in _SPOKEN_TRUTH:
        return _SPOKEN_TRUTH[word]
    if isinstance(kind, Flag):
        return _read_truth(text, field=field)
    if isinstance(kind, Several):
        entries = [_as_number(entry, kind.kind) for entry in text.split(",") if text]
        return accept_value(entries, kind, field=field)
    return accept_value(_as_number(text, kind), kind, field=field)


def _read_truth(text: str, *, field: str) -> bool:
    truth = _TRUTH.get(text.strip().lower())
    if truth is None:
        message = f"{field} is {quoted(text)}, but it must be true or false."
        raise InvalidRecipe(message, field=field, action="Use true, false, 1, 0, yes or no.")
    return truth


def _as_number(text: str, kind: Kind) -> Plain:
    """Return the number that the text spells where the kind takes numbers, else the text."""
    written = text.strip()
    takes_numbers = isinstance(kind, WholeNumber | Number | Either)
    if not takes_numbers or len(written) > _LONGEST_NUMBER or not _NUMBER.fullmatch(written):
        return text
    return float(written)
