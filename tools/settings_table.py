"""Reads a settings class: which environment variables there are, and what is said about each."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One environment variable, as an operator needs to know it."""

    variable: str
    kind: str
    description: str
    default: object
    is_required: bool


def settings_of(settings: type[BaseSettings]) -> Iterator[Setting]:
    """List every variable the class reads, in the order of its fields."""
    prefix = settings.model_config.get("env_prefix", "")
    delimiter = settings.model_config.get("env_nested_delimiter") or "__"
    for name, field in settings.model_fields.items():
        variable = f"{prefix}{name}".upper()
        if isinstance(field.validation_alias, str):
            variable = field.validation_alias.upper()
        yield from _expand(settings, name=name, field=field, path=(variable, delimiter))


def attribute_docstrings(owner: type) -> dict[str, str]:
    """Read the strings that stand below the attributes of a class, by attribute."""
    try:
        source = textwrap.dedent(inspect.getsource(owner))
    except (OSError, TypeError):  # made at run time: it has no text
        return {}
    body = ast.parse(source).body[0]
    if not isinstance(body, ast.ClassDef):
        return {}
    found = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
            case _:
                pass
    return found


def _expand(
    owner: type, *, name: str, field: FieldInfo, path: tuple[str, str]
) -> Iterator[Setting]:
    variable, delimiter = path
    kind = field.annotation
    if isinstance(kind, type) and is_dataclass(kind):
        yield from _of_dataclass(kind, prefix=f"{variable}{delimiter}")
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for inner, inner_field in kind.model_fields.items():
            inner_path = (f"{variable}{delimiter}{inner}".upper(), delimiter)
            yield from _expand(kind, name=inner, field=inner_field, path=inner_path)
    else:
        yield Setting(
            variable=variable,
            kind=_written(kind),
            description=field.description or attribute_docstrings(owner).get(name, ""),
            default=field.get_default(call_default_factory=True, validated_data={}),
            is_required=field.is_required(),
        )


def _of_dataclass(kind: type, *, prefix: str) -> Iterator[Setting]:
    texts = attribute_docstrings(kind)
    hints = get_type_hints(kind)
    for field in fields(kind):
        default = field.default if field.default_factory is MISSING else field.default_factory()
        yield Setting(
            variable=f"{prefix}{field.name}".upper(),
            kind=_written(hints[field.name]),
            description=texts.get(field.name, ""),
            default=default,
            is_required=default is MISSING,
        )


def _written(kind: object) -> str:
    return kind.__name__ if isinstance(kind, type) else str(kind).replace("typing.", "")
