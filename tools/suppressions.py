"""Every silenced check is counted; the record may only fall.

`tools/suppressions.toml` holds one number per kind, and the count must equal it.
`python -m tools.suppressions` lowers the record after a clean-up; it never raises it.
Raising a number by hand is a visible change that needs a decision record.
"""

import ast
import io
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tools.sources import ROOT, Finding, SourceFile, project_files

RECORD_PATH = "tools/suppressions.toml"
KINDS = (
    "contract-ignore",
    "lint-ignore",
    "no-cover",
    "noqa",
    "script-ignore",
    "skip",
    "type-ignore",
    "xfail",
)

_IN_COMMENTS = {
    "noqa": re.compile(r"#\s*(ruff:\s*)?noqa\b"),
    "type-ignore": re.compile(r"#\s*(type:\s*ignore|mypy:)"),
    "no-cover": re.compile(r"#\s*pragma:\s*no (cover|branch)"),
}
_IN_CODE = {
    "skip": "skip",
    "skipif": "skip",
    "importorskip": "skip",
    "SkipTest": "skip",
    "xfail": "xfail",
}
_IN_SCRIPTS = re.compile(r"eslint-disable|@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore")


class _Contract(msgspec.Struct):
    ignore_imports: list[str] = []


class _ImportLinter(msgspec.Struct):
    contracts: list[_Contract] = []


class _Lint(msgspec.Struct, rename="kebab"):
    ignore: list[str] = []
    per_file_ignores: dict[str, list[str]] = {}


class _Ruff(msgspec.Struct):
    lint: _Lint = msgspec.field(default_factory=_Lint)


class _Tools(msgspec.Struct):
    ruff: _Ruff = msgspec.field(default_factory=_Ruff)
    importlinter: _ImportLinter = msgspec.field(default_factory=_ImportLinter)


class _Project(msgspec.Struct):
    tool: _Tools = msgspec.field(default_factory=_Tools)


def count_suppressions(files: Iterable[SourceFile]) -> Counter[str]:
    """Count what silences a check, by kind; a kind that does not occur counts zero."""
    total = Counter(dict.fromkeys(KINDS, 0))
    for file in files:
        if file.is_python:
            total.update(_in_comments(file.text))
            total.update(_in_code(file.tree))
        elif file.is_script:
            total.update("script-ignore" for _ in _IN_SCRIPTS.finditer(file.text))
        elif file.path == "pyproject.toml":
            total.update(_in_configuration(file.text))
    return total


def _in_comments(text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield from (kind for kind, form in _IN_COMMENTS.items() if form.search(token.string))


def _in_code(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            # Only pytest's and unittest's own: anything else may be called skip.
            case (
                ast.Attribute(value=ast.Name(id="pytest" | "unittest"), attr=attr)
                | ast.Attribute(value=ast.Attribute(attr="mark"), attr=attr)
            ) if attr in _IN_CODE:
                yield _IN_CODE[attr]
            case _:
                pass


def _in_configuration(text: str) -> Iterator[str]:
    tools = msgspec.toml.decode(text, type=_Project).tool
    for contract in tools.importlinter.contracts:
        yield from ("contract-ignore" for _ in contract.ignore_imports)
    yield from ("lint-ignore" for _ in tools.ruff.lint.ignore)
    for rules in tools.ruff.lint.per_file_ignores.values():
        yield from ("lint-ignore" for _ in rules)


def compare_with_record(files: Iterable[SourceFile]) -> Iterator[Finding]:
    """Report each kind whose count differs from the record."""
    kept = list(files)
    record = _read_record(next((file.text for file in kept if file.path == RECORD_PATH), ""))
    for kind, count in sorted(count_suppressions(kept).items()):
        allowed = record.get(kind, 0)
        if count > allowed:
            message = f"{count} × {kind}, {allowed} recorded: remove the new one"
            yield Finding(path=RECORD_PATH, line=1, message=message)
        elif count < allowed:
            message = f"{count} × {kind}, {allowed} recorded: run 'python -m tools.suppressions'"
            yield Finding(path=RECORD_PATH, line=1, message=message)


def lowered(record: dict[str, int], *, counted: Counter[str]) -> dict[str, int]:
    """Return the record with each number lowered to its count where that is smaller."""
    return {kind: min(record.get(kind, 0), counted[kind]) for kind in KINDS}


def _read_record(text: str) -> dict[str, int]:
    return msgspec.toml.decode(text, type=dict[str, int]) if text else {}


def _write_record(path: Path, record: dict[str, int]) -> None:
    lines = ["# Counted by tools/suppressions.py; these numbers may only fall.\n"]
    lines += [f"{kind} = {number}\n" for kind, number in sorted(record.items())]
    path.write_text("".join(lines), encoding="utf-8")


def main() -> int:
    """Lower the record to what is counted today."""
    path = ROOT / RECORD_PATH
    record = _read_record(path.read_text(encoding="utf-8"))
    _write_record(path, lowered(record, counted=count_suppressions(project_files())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
