"""Drawings are let in only if all they do is draw, within bounds."""

import pytest

from pixmill.engine.structure import BrokenStructure, UnsafeStructure, check_structure
from pixmill.engine.structure.svg import MAX_BYTES
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits, SourceTooLarge
from tests.bombs import svg
from tests.isolation.stage import in_memory
from tests.pictures_library import picture

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def _check(content: bytes) -> None:
    with in_memory(content) as descriptor:
        check_structure(descriptor, SourceFormat.SVG, Limits())


def _drawing(inner: str) -> bytes:
    return f"{_OPEN}{inner}</svg>".encode()


@pytest.mark.parametrize(
    "inner",
    [
        "",
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)" style="mask: url( \'#m\' )"/>',
        '<g id="a"><rect/></g><use xlink:href="#a"/><use href="#a"/><use href="#nowhere"/>',
        '<a href="https://example.org"><text>words &amp; links</text></a>',
        "<style>rect { fill: url(#g) }</style>",
        '<metadata><x:note xmlns:x="urn:x" x:size="5"/></metadata>',
    ],
)
def test_drawings_pass(inner: str) -> None:
    """What draws is let in, with what editors note beside it."""
    _check(_drawing(inner))
    _check(
        b"<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE svg PUBLIC '-//W3C' 'svg.dtd'>"
        + _drawing(inner)
    )


def test_a_drawing_cut_anywhere_is_broken() -> None:
    """The whole file passes, none of its beginnings does."""
    content = picture("drawing.svg").read_bytes().rstrip()
    _check(content)

    for cut in range(len(content)):
        with pytest.raises(BrokenStructure):
            _check(content[:cut])


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        '<script xmlns=""/>',
        "<foreignObject/>",
        '<p xmlns="http://www.w3.org/1999/xhtml"/>',
        '<rect onload="alert(1)"/>',
        '<rect ONCLICK="alert(1)"/>',
        '<image href="file:///etc/passwd"/>',
        '<use href="http://example.org/a.svg#b"/>',
        '<use xlink:href="other.svg#b"/>',
        '<use href=" data:image/svg+xml,x"/>',
        '<feImage href="#a"/>',
        '<g xml:base="http://example.org/"/>',
        '<rect fill="url(http://example.org/a#b)"/>',
        "<rect style=\"fill: url( 'a.svg#b' )\"/>",
        '<rect style="fill: \\75rl(a)"/>',
        "<style>@import 'a.css';</style>",
        "<style>rect { fill: URL(a.svg) }</style>",
        '<?xml-stylesheet href="a.css"?>',
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    ],
)
def test_what_does_more_than_draw_is_refused(inner: str) -> None:
    """Scripts, handlers, documents, and every way out of the file."""
    with pytest.raises(UnsafeStructure):
        _check(_drawing(inner))


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + _drawing(""),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + _drawing("&a;"),
        b"<?xml version='1.0' encoding='utf-16be'?>" + _drawing(""),
        b"<?xml version='1.0' encoding='windows-1252'?>" + _drawing(""),
        b"<html><svg/></html>",
        b"<svg/>",
    ],
)
def test_what_is_no_plain_drawing_is_refused(content: bytes) -> None:
    """Entities, odd encodings, and documents of another kind."""
    with pytest.raises((UnsafeStructure, BrokenStructure)):
        _check(content)


@pytest.mark.parametrize(
    "content",
    [
        svg.use_tree(11),
        svg.filters(50),
        svg.nested(200),
        _drawing("<g/>" * 60_000),
        _drawing("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(3000))),
        _drawing("") + b" " * MAX_BYTES,
    ],
    ids=["uses", "filters", "depth", "elements", "chain", "bytes"],
)
def test_drawings_have_bounds(content: bytes) -> None:
    """What takes long to draw is refused before anything is drawn."""
    with pytest.raises(SourceTooLarge):
        _check(content)
