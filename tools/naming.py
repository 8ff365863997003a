"""Module names that say nothing are refused: an idea without a name has no place yet."""

from collections.abc import Iterator

from tools.sources import Finding, SourceFile

_EMPTY_NAMES = frozenset(
    {"util", "utils", "helper", "helpers", "common", "misc", "base", "shared", "stuff", "tools"}
)


def check_module_name(file: SourceFile) -> Iterator[Finding]:
    """Refuse a module or package whose name could hold anything."""
    if not (file.is_python or file.is_script):
        return
    folders, stem = file.path.split("/")[1:-1], file.name.split(".", 1)[0]
    for part in (*folders, stem):
        # tests/unit/tools mirrors the folder of these checks.
        if part in _EMPTY_NAMES and not file.path.startswith("tests/unit/tools/"):
            yield Finding(path=file.path, line=1, message=f"'{part}' says nothing: name the idea")
