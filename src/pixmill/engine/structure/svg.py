"""SVG: a drawing is a program; only elements that draw are let through, and nothing from outside.

It is read by a parser that expands no entities. What is refused is refused as a whole: a drawing
with parts cut out would be another drawing.
"""

import os
import re
from collections import Counter
from io import BytesIO
from xml.parsers import expat

from pixmill.engine.structure.faults import BrokenStructure, UnsafeStructure
from pixmill.transform.limits import Limits, SourceTooLarge

MAX_BYTES = 4 * 1024**2
"""Bytes of a drawing. Maps of whole countries have about two MB."""
MAX_ELEMENTS = 50_000
"""Elements in one drawing."""
MAX_DEPTH = 100
"""Elements within one another; editors nest about twenty."""
MAX_DRAWN = 200_000
"""Elements once everything is drawn that is referred to, as often as it is."""
MAX_FILTERS = 32
"""Steps of filters; each of them may go over the whole picture."""

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_DRAWING = frozenset(
    {
        "a", "animate", "animateMotion", "animateTransform", "circle", "clipPath", "defs",
        "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
        "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
        "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
        "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset",
        "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
        "filter", "g", "line", "linearGradient", "marker", "mask", "metadata", "mpath",
        "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "set", "stop",
        "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use",
        "view",
    }
)  # fmt: skip
_ENCODINGS = frozenset({"", "utf-8", "us-ascii", "ascii", "iso-8859-1"})
_OUTSIDE = re.compile(r"url\(\s*(?!\s*['\"]?\s*#)|@import|expression\(|\\", re.IGNORECASE)
_BEFORE_NAME = "}"


def check_svg(descriptor: int, _limits: Limits) -> None:
    """Read all of a drawing; its size in pixels is known only to the one who draws it.

    Raises:
        BrokenStructure: it is not well-formed.
        SourceTooLarge: it has more elements, within one another or by reference, than allowed.
        UnsafeStructure: something in it does more than draw, or reaches out of it.
    """
    size = os.fstat(descriptor).st_size
    if size > MAX_BYTES:
        _too_large(f"The drawing has {size} bytes; at most {MAX_BYTES} are allowed.")
    try:
        _Reader().read(os.pread(descriptor, size, 0))
    except expat.ExpatError as exc:
        message = f"The drawing is not well-formed: {exc}."
        raise BrokenStructure(message) from exc


class _Reader:
    """Looks at every element, and counts what each of them with a name draws."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._names: list[str] = []
        self._elements = 0
        self._filters = 0
        self._own: Counter[str] = Counter()
        self._known: dict[str, int] = {}
        self._uses: dict[str, Counter[str]] = {"": Counter()}

    def read(self, content: bytes) -> None:
        """Parse a whole drawing."""
        parser = expat.ParserCreate(namespace_separator=_BEFORE_NAME)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.XmlDeclHandler = _read_declaration
        parser.StartDoctypeDeclHandler = _read_doctype
        parser.EntityDeclHandler = _refuse_entities
        parser.ProcessingInstructionHandler = _refuse_instructions
        parser.buffer_text = True
        parser.ParseFile(BytesIO(content))
        if self._drawn("", ()) > MAX_DRAWN:
            _too_large(f"The drawing draws more than {MAX_DRAWN} elements by reference.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(_BEFORE_NAME)
        self._elements += 1
        self._filters += local.startswith("fe")
        self._path.append(local)
        if self._elements > MAX_ELEMENTS or len(self._path) > MAX_DEPTH:
            _too_large(f"The drawing has over {MAX_ELEMENTS} elements, or {MAX_DEPTH} in a row.")
        if self._filters > MAX_FILTERS:
            _too_large(f"The drawing has more than {MAX_FILTERS} steps of filters.")
        if (len(self._path) == 1 and (space, local) != (_SVG, "svg")) or space == _XHTML:
            _unsafe("It holds a document that is no drawing.")
        if space in {"", _SVG} and local not in _DRAWING:
            _unsafe(f"The element {local[:40]!r} is not allowed.")
        self._names.append(attributes.get("id", ""))
        for inside in {*self._names, ""}:
            self._own[inside] += 1
        for attribute, value in attributes.items():
            self._check_attribute(attribute.rpartition(_BEFORE_NAME)[2], value)

    def _check_attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            _unsafe(f"The attribute {name[:40]!r} is not allowed.")
        if name == "base" or _OUTSIDE.search(value):
            _unsafe(f"The attribute {name[:40]!r} refers to something outside.")
        # Where a link leads does not matter to a picture.
        if name == "href" and self._path[-1] != "a":
            target = value.strip()
            if not target.startswith("#"):
                _unsafe("A reference leads out of it.")
            for inside in {*self._names, ""}:
                self._uses.setdefault(inside, Counter())[target[1:]] += 1

    def _end(self, _name: str) -> None:
        self._path.pop()
        self._names.pop()

    def _text(self, text: str) -> None:
        if self._path[-1] == "style" and _OUTSIDE.search(text):
            _unsafe("Its style refers to something outside.")

    def _drawn(self, name: str, within: tuple[str, ...]) -> int:
        """Return how many elements one draws, all that it refers to included."""
        if name in self._known:
            return self._known[name]
        if name in within:
            _unsafe("It refers to itself.")
        if len(within) > MAX_DEPTH:
            _too_large(f"The drawing has more than {MAX_DEPTH} references in a row.")
        total = self._own[name]
        for target, times in self._uses.get(name, Counter()).items():
            total += times * self._drawn(target, (*within, name)) if target in self._own else 0
            if total > MAX_DRAWN:
                break
        self._known[name] = total
        return total


def _read_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "").lower() not in _ENCODINGS:
        _unsafe("It is not encoded as UTF-8.")


def _read_doctype(_name: str, _system: str | None, _public: str | None, *more: int) -> None:
    if any(more):
        _unsafe("It brings a document type of its own.")


def _refuse_entities(*_declaration: object) -> None:
    _unsafe("It declares entities.")


def _refuse_instructions(_target: str, _words: str) -> None:
    _unsafe("It holds instructions for programs.")


def _too_large(message: str) -> None:
    raise SourceTooLarge(message, action="Draw it with fewer parts, or export it as PNG.")


def _unsafe(reason: str) -> None:
    message = f"The drawing cannot be let in. {reason}"
    raise UnsafeStructure(message)
