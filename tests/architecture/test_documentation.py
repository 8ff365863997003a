"""The documentation says what the code says."""

import re
import tomllib
from pathlib import Path

from pixmill.settings import Settings
from tools.reference_pages import stale_pages
from tools.settings_table import settings_of

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def test_computed_pages_are_fresh() -> None:
    """The pages about settings and problems are what the code says today."""
    assert [path.name for path in stale_pages()] == []


def test_every_setting_is_described() -> None:
    """An operator learns what each variable means, not only that it exists."""
    nameless = [one.variable for one in settings_of(Settings) if not one.description.strip()]

    assert nameless == []


def test_layers_on_the_page_are_those_of_the_contract() -> None:
    """The page about the architecture shows the stack that the build enforces."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = configuration["tool"]["importlinter"]["contracts"]
    (enforced,) = [contract["layers"] for contract in contracts if contract["id"] == "layers"]
    page = (DOCS / "explanation" / "architecture.md").read_text(encoding="utf-8")

    shown = re.search(r"```text title=\"Layers\"\n(.*?)```", page, flags=re.DOTALL)

    assert shown is not None
    assert shown.group(1).splitlines() == enforced


def test_every_page_is_in_the_navigation() -> None:
    """A page that the navigation does not name is found by nobody."""
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))

    assert [page for page in pages if f" {page}\n" not in navigation] == []
