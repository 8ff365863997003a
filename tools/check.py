"""Run the house checks over the whole project: `python -m tools.check`."""

import sys
from collections.abc import Callable, Iterable, Iterator

from tools.docstrings import check_test_docstrings, check_trivial_docstrings
from tools.length import check_file_length, check_function_length
from tools.naming import check_module_name
from tools.registry_hosts import check_registry_hosts
from tools.sources import Finding, SourceFile, project_files
from tools.suppressions import compare_with_record

CHECKS: tuple[Callable[[SourceFile], Iterator[Finding]], ...] = (
    check_module_name,
    check_file_length,
    check_function_length,
    check_test_docstrings,
    check_trivial_docstrings,
    check_registry_hosts,
)


def all_findings(files: Iterable[SourceFile]) -> Iterator[Finding]:
    """Apply every check to every file, then count the suppressions in all of them."""
    kept = list(files)
    for file in kept:
        for check in CHECKS:
            yield from check(file)
    yield from compare_with_record(kept)


def main() -> int:
    """Print what was found; the exit status says whether anything was."""
    findings = list(all_findings(project_files()))
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
