"""What each field of an operation may hold, read off the operation classes, with words for it.

A dialect brings plain values (text, numbers, yes and no); a kind of field takes what fits it.
"""

import types
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias, Union, get_args, get_origin

import msgspec
from msgspec import inspect

from pixmill.transform.colour import Colour, InvalidColour, parse_colour

Plain: TypeAlias = str | int | float | bool | tuple["Plain", ...]
"""A value as it stands in the canonical form of a field."""

_SPELLINGS = {"centre": "center", "jpg": "jpeg", "pjpg": "jpeg", "tif": "tiff"}


class Kind(Protocol):
    """One kind of field.

    Attributes:
        allowed: what it takes, in words that follow "must be".
    """

    @property
    def allowed(self) -> str:
        """Return what the kind takes, in words that follow "must be"."""
        ...

    def accept(self, value: object) -> Plain | None:
        """Return the value in canonical form, or None where it does not fit."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumber:
    """An integer within bounds; 800.0 is one, "800" and true are not."""

    minimum: int
    maximum: int

    @property
    def allowed(self) -> str:
        """Return the bounds in words."""
        return f"a whole number from {self.minimum} to {self.maximum}"

    def accept(self, value: object) -> int | None:
        """Return the number if it lies within the bounds."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        # Compared before it is converted: neither infinity nor NaN passes the bounds.
        fits = self.minimum <= value <= self.maximum and value == int(value)
        return int(value) if fits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number within bounds."""

    minimum: float
    maximum: float

    @property
    def allowed(self) -> str:
        """Return the bounds in words."""
        return f"a number from {self.minimum:g} to {self.maximum:g}"

    def accept(self, value: object) -> float | None:
        """Return the number if it lies within the bounds."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value) if self.minimum <= value <= self.maximum else None


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    @property
    def allowed(self) -> str:
        """Return the two words."""
        return "true or false"

    def accept(self, value: object) -> bool | None:
        """Return the truth value; numbers are none."""
        return value if isinstance(value, bool) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Free text of bounded length."""

    min_length: int
    max_length: int

    @property
    def allowed(self) -> str:
        """Return the bounds in words."""
        return f"text of {self.min_length} to {self.max_length} characters"

    def accept(self, value: object) -> str | None:
        """Return the text if it is neither too short nor too long."""
        if isinstance(value, str) and self.min_length <= len(value) <= self.max_length:
            return value
        return None


@dataclass(frozen=True, slots=True)
class ColourText:
    """A colour in any spelling people use."""

    @property
    def allowed(self) -> str:
        """Return the spellings in words."""
        return "a colour: #rgb, #rrggbb, #rrggbbaa, a common CSS name or transparent"

    def accept(self, value: object) -> str | None:
        """Return the colour in its canonical form."""
        if not isinstance(value, str):
            return None
        try:
            return parse_colour(value)
        except InvalidColour:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few words; case, hyphens and underscores do not matter."""

    words: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """Return the words."""
        return "one of " + ", ".join(self.words)

    def accept(self, value: object) -> str | None:
        """Return the word in its canonical spelling."""
        if not isinstance(value, str):
            return None
        wanted = _plain_spelling(value)
        return next((word for word in self.words if _plain_spelling(word) == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """A value of one kind or of another; the first that takes it decides."""

    kinds: tuple[Kind, ...]

    @property
    def allowed(self) -> str:
        """Return what the kinds take, one after the other."""
        return ", or ".join(kind.allowed for kind in self.kinds)

    def accept(self, value: object) -> Plain | None:
        """Return what the first kind that takes the value makes of it."""
        taken = (kind.accept(value) for kind in self.kinds)
        return next((plain for plain in taken if plain is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """A list of bounded length of values of one kind."""

    kind: Kind
    min_length: int
    max_length: int

    @property
    def allowed(self) -> str:
        """Return the bounds, and what each entry takes, in words."""
        return f"a list of {self.min_length} to {self.max_length}, each {self.kind.allowed}"

    def accept(self, value: object) -> tuple[Plain, ...] | None:
        """Return the entries in canonical form, if each of them fits."""
        if not isinstance(value, list | tuple):
            return None
        if not self.min_length <= len(value) <= self.max_length:
            return None
        entries = [self.kind.accept(entry) for entry in value]
        taken = tuple(entry for entry in entries if entry is not None)
        return taken if len(taken) == len(entries) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an operation.

    Attributes:
        is_required: whether the operation cannot be made without it.
    """

    name: str
    kind: Kind
    is_required: bool


def fields_of(struct: type[msgspec.Struct]) -> dict[str, Field]:
    """Return the fields of an operation, or of the output wishes, by name."""
    return {
        field.name: Field(name=field.name, kind=_kind_of(field.type), is_required=field.required)
        for field in msgspec.structs.fields(struct)
    }


def _kind_of(annotation: object) -> Kind:
    # A union with an annotated member is of typing's older class.
    if get_origin(annotation) in {types.UnionType, Union}:
        kinds = tuple(
            _kind_of(member) for member in get_args(annotation) if member is not types.NoneType
        )
        return kinds[0] if len(kinds) == 1 else Either(kinds=kinds)
    # msgspec looks through NewType and sees mere text.
    if annotation is Colour:
        return ColourText()
    described = inspect.type_info(annotation)
    if isinstance(described, inspect.VarTupleType) and described.max_length is not None:
        return Several(
            kind=_kind_of(_entry_of(annotation)),
            min_length=described.min_length or 0,
            max_length=described.max_length,
        )
    return _kind_of_type(described)


def _entry_of(annotation: object) -> object:
    """Return what the entries of a tuple with bounds are annotated with."""
    entries, *_bounds = get_args(annotation)
    return get_args(entries)[0]


def _kind_of_type(described: inspect.Type) -> Kind:
    match described:
        case inspect.IntType(ge=int() as minimum, le=int() as maximum):
            return WholeNumber(minimum=minimum, maximum=maximum)
        case inspect.FloatType(ge=int() | float() as minimum, le=int() | float() as maximum):
            return Number(minimum=minimum, maximum=maximum)
        case inspect.BoolType():
            return Flag()
        case inspect.StrType(max_length=int() as max_length):
            return Text(min_length=described.min_length or 0, max_length=max_length)
        case inspect.EnumType(cls=words) if issubclass(words, StrEnum):
            return Choice(words=tuple(word.value for word in words))
        case inspect.LiteralType(values=values):
            return Choice(words=tuple(str(value) for value in values))
        case _:
            message = f"No kind of field holds {described!r}: numbers and text need bounds."
            raise TypeError(message)


def _plain_spelling(word: str) -> str:
    lowered = word.strip().lower()
    return _SPELLINGS.get(lowered, lowered).replace("-", "").replace("_", "")
