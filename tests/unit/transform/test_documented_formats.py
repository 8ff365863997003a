"""The reference of the formats says what the code does."""

import re
from pathlib import Path

from pixmill.transform.fields import Choice, fields_of
from pixmill.transform.formats import CAPABILITIES, SourceFormat
from pixmill.transform.output import Output

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "formats.md"


def test_table_of_written_formats_is_right() -> None:
    """Every format has its line, with what it can hold."""
    lines = [
        f"| {chosen.value} | {known.media_type} | {known.extension} "
        f"| {'yes' if known.alpha else 'no'} | {'yes' if known.animation else 'no'} "
        f"| {known.max_edge} |"
        for chosen, known in CAPABILITIES.items()
    ]

    assert "\n".join(lines) in PAGE.read_text(encoding="utf-8")


def test_every_format_that_is_read_is_named() -> None:
    """No format is read in silence."""
    named = re.findall(r"^\| ([A-Z]\w+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert {name.lower() for name in named} - {"format", "name"} == set(SourceFormat)


def test_every_wish_is_named() -> None:
    """All wishes, and all that may be kept; resizing has a page of its own."""
    page = PAGE.read_text(encoding="utf-8")
    keep = fields_of(Output)["keep"].kind

    assert isinstance(keep, Choice)
    assert [wish for wish in fields_of(Output) if f"`{wish}`" not in page] in (
        ["format"],
        ["format", "profile"],
    )
    assert [word for word in keep.words if f"- `{word}`" not in page] == []
