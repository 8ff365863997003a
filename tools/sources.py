"""Which files belong to the project, and what a check says about one of them."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from typing_extensions import override

ROOT = Path(__file__).resolve().parent.parent

# Folders whose content nobody wrote here: environments, results, the data of a running service.
_FOREIGN = frozenset({"node_modules", "site", "dist", "data", "htmlcov", "__pycache__"})
_TEXT_SUFFIXES = frozenset(
    {".py", ".pyi", ".ts", ".tsx", ".js", ".css", ".html", ".md", ".toml", ".lock", ".json"}
    | {".yml", ".yaml", ".ini", ".cfg", ".mako", ".sh", ".svg", ".txt", ".csv", ".npmrc", ""}
)


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """One text file of the project; `path` is relative to the root, with forward slashes."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def is_python(self) -> bool:
        """Whether the file holds Python code."""
        return self.path.endswith(".py")

    @property
    def is_script(self) -> bool:
        """Whether the file holds TypeScript or JavaScript."""
        return self.path.endswith((".ts", ".tsx", ".js"))

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed module; only for Python files."""
        return ast.parse(self.text, filename=self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One violation, at a place an editor can jump to."""

    path: str
    line: int
    message: str

    @override
    def __str__(self) -> str:
        """Write the finding the way compilers do."""
        return f"{self.path}:{self.line}: {self.message}"


def project_files(root: Path = ROOT) -> Iterator[SourceFile]:
    """Read every text file of the project below `root`, in a stable order."""
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if _is_ours(name))
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix in _TEXT_SUFFIXES and name not in {"uv.lock", ".coverage"}:
                yield from _read(path, root=root)


def _is_ours(folder: str) -> bool:
    hidden = folder.startswith(".") and folder != ".ci"
    return not hidden and folder not in _FOREIGN and not folder.endswith(".egg-info")


def _read(path: Path, *, root: Path) -> Iterator[SourceFile]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return  # not text, whatever its name says: test pictures may lie
    yield SourceFile(path=path.relative_to(root).as_posix(), text=text)
