"""Docstrings that carry nothing are refused: tests without a rule, and names said twice."""

import ast
import re
from collections.abc import Iterator

from tools.sources import Finding, SourceFile

_MAX_TRIVIAL_WORDS = 4
_FILLERS = frozenset(
    {"a", "an", "and", "as", "by", "for", "from", "get", "gets", "in", "is", "of", "on"}
    | {"return", "returns", "the", "this", "to"}
)

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def check_test_docstrings(file: SourceFile) -> Iterator[Finding]:
    """Refuse a test that does not state its rule in one sentence."""
    if not (file.path.startswith("tests/") and file.name.startswith("test_") and file.is_python):
        return
    for node in ast.walk(file.tree):
        if isinstance(node, _FUNCTIONS) and node.name.startswith("test_"):
            text = (ast.get_docstring(node) or "").strip()
            if not text:
                message = f"'{node.name}' does not state its rule: add a one-sentence docstring"
                yield Finding(path=file.path, line=node.lineno, message=message)
            elif not text.endswith("."):
                message = (
                    f"the docstring of '{node.name}' is not a sentence: end it with a full stop"
                )
                yield Finding(path=file.path, line=node.lineno, message=message)


def check_trivial_docstrings(file: SourceFile) -> Iterator[Finding]:
    """Refuse a docstring of a few words that only repeats the name it stands under."""
    if not file.is_python:
        return
    for node in ast.walk(file.tree):
        if isinstance(node, _FUNCTIONS | ast.ClassDef):
            summary = (ast.get_docstring(node) or "").split("\n", 1)[0]
            if summary and repeats_name(summary, name=node.name):
                message = f"the docstring of '{node.name}' repeats its name: delete it or say more"
                yield Finding(path=file.path, line=node.lineno, message=message)


def repeats_name(summary: str, *, name: str) -> bool:
    """Tell whether a short summary has no word that the name does not have already."""
    words = [word for word in _words(summary) if word not in _FILLERS]
    if len(_words(summary)) > _MAX_TRIVIAL_WORDS:
        return False
    known = {_stem(word) for word in _words(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name))}
    return all(_stem(word) in known for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.replace("_", " ").lower())


def _stem(word: str) -> str:
    return word.removesuffix("s")
