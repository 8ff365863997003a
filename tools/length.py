"""Files and functions stay short enough to be read at once."""

import ast
from collections.abc import Iterator

from tools.sources import Finding, SourceFile

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40


def check_file_length(file: SourceFile) -> Iterator[Finding]:
    """Refuse a code file that has more lines than a reader can keep in mind."""
    if not (file.is_python or file.is_script):
        return
    count = len(file.text.splitlines())
    if count > MAX_FILE_LINES:
        message = f"{count} lines; a file has at most {MAX_FILE_LINES}: split it by idea"
        yield Finding(path=file.path, line=MAX_FILE_LINES + 1, message=message)


def check_function_length(file: SourceFile) -> Iterator[Finding]:
    """Refuse a function whose body, its docstring apart, is longer than a screen."""
    if not file.is_python:
        return
    for node in ast.walk(file.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = _body_lines(node)
            if count > MAX_FUNCTION_LINES:
                message = f"'{node.name}' has {count} lines; at most {MAX_FUNCTION_LINES}"
                yield Finding(path=file.path, line=node.lineno, message=message)


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if not statements:
        return 0
    return (statements[-1].end_lineno or statements[-1].lineno) - statements[0].lineno + 1
