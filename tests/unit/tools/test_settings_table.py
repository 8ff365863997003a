from dataclasses import dataclass, field

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from tools.settings_table import settings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Knobs of a package."""

    max_edge: int = 100
    """Pixels along the longer side."""

    names: tuple[str, ...] = field(default_factory=tuple)


class Example(BaseSettings):
    """Settings with every shape of field there is."""

    model_config = SettingsConfigDict(env_prefix="EXAMPLE_", env_nested_delimiter="__")

    port: int = Field(default=80, description="Where to listen.")
    secret: str
    """Nobody's business."""

    limits: Limits = Limits()


def test_every_variable_is_listed_with_its_prefix() -> None:
    """Fields of nested groups are variables of their own."""
    variables = [setting.variable for setting in settings_of(Example)]

    assert variables == [
        "EXAMPLE_PORT",
        "EXAMPLE_SECRET",
        "EXAMPLE_LIMITS__MAX_EDGE",
        "EXAMPLE_LIMITS__NAMES",
    ]


def test_description_comes_from_field_or_docstring() -> None:
    """What is written below an attribute describes it as well as a field's own description."""
    descriptions = [setting.description for setting in settings_of(Example)]

    assert descriptions == [
        "Where to listen.",
        "Nobody's business.",
        "Pixels along the longer side.",
        "",
    ]


def test_defaults_and_requirement_are_told() -> None:
    """A field without a default has to be set; every other shows what it is otherwise."""
    settings = list(settings_of(Example))

    assert [setting.is_required for setting in settings] == [False, True, False, False]
    assert [settings[0].default, settings[2].default, settings[3].default] == [80, 100, ()]
