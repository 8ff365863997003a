import re
from pathlib import Path

import pytest

import pixmill
from pixmill.dialects.query import QUERY_PARAMETERS
from pixmill.transform.operations import OPERATIONS, operation_name

_PAGE = Path(pixmill.__file__).parent / "web" / "static" / "page"
_HTML = (_PAGE / "index.html").read_text(encoding="utf-8")
_CONTROLS = (_PAGE / "controls.js").read_text(encoding="utf-8")
_SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(_PAGE.glob("*.js"))}
_STYLES = {path.name: path.read_text(encoding="utf-8") for path in sorted(_PAGE.glob("*.css"))}


def test_page_has_nothing_inline() -> None:
    """The content policy forbids inline scripts, handlers and styles, so browsers drop them."""
    inline = re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", _HTML)

    assert inline == []


@pytest.mark.parametrize("name", ["index.html", *_SCRIPTS, *_STYLES])
def test_page_asks_no_other_host(name: str) -> None:
    """The page works on a machine that reaches nothing but the service itself."""
    text = (_PAGE / name).read_text(encoding="utf-8")

    assert re.findall(r"https?://|url\(|@import|[\"'`]//\w", text) == []


@pytest.mark.parametrize("name", _SCRIPTS)
def test_scripts_ask_only_for_elements_that_exist(name: str) -> None:
    """Every element that a script looks up by its id stands in the page."""
    wanted = set(re.findall(r'byId\("([\w-]+)"\)', _SCRIPTS[name]))

    assert wanted <= set(re.findall(r'\bid="([\w-]+)"', _HTML))


def test_files_of_the_page_exist() -> None:
    """Whatever the page and its scripts load is a file beside them."""
    loaded = re.findall(r'"/static/page/([\w.-]+)"', _HTML)
    for text in _SCRIPTS.values():
        loaded += re.findall(r'from "\./([\w.-]+)"', text)

    assert [name for name in loaded if not (_PAGE / name).is_file()] == []


def test_controls_speak_the_query_dialect() -> None:
    """Every parameter that the form writes into a URL is one that the service reads."""
    written = set(re.findall(r'query: "(\w+)"', _CONTROLS))

    assert written
    assert written <= QUERY_PARAMETERS


def test_controls_name_known_operations() -> None:
    """Every control belongs to an operation, or to a wish about the file."""
    named = {name.split(".")[0] for name in re.findall(r'\bname: "([\w.]+)"', _CONTROLS)}

    assert named <= {operation_name(operation) for operation in OPERATIONS} | {"format", "quality"}
