"""The page about the command line names every command."""

from pathlib import Path

from pixmill.cli.app import build_app

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_every_command_has_its_section() -> None:
    """A command that the page does not explain is found by nobody."""
    text = PAGE.read_text(encoding="utf-8")
    commands = [name for name in build_app() if not name.startswith("-")]

    assert [name for name in commands if f"## `pixmill {name}`" not in text] == []
