from tools.length import (
    MAX_FILE_LINES,
    MAX_FUNCTION_LINES,
    check_file_length,
    check_function_length,
)
from tools.sources import SourceFile


def test_file_at_the_limit_is_accepted() -> None:
    """A file may have as many lines as the limit says."""
    file = SourceFile(path="a.py", text="x = 1\n" * MAX_FILE_LINES)

    assert list(check_file_length(file)) == []


def test_file_over_the_limit_is_refused() -> None:
    """One line more than the limit is a finding, in scripts as in Python."""
    file = SourceFile(path="a.tsx", text="let x = 1\n" * (MAX_FILE_LINES + 1))

    assert len(list(check_file_length(file))) == 1


def test_long_page_is_accepted() -> None:
    """Documentation may be as long as its subject."""
    file = SourceFile(path="a.md", text="word\n" * (MAX_FILE_LINES + 1))

    assert list(check_file_length(file)) == []


def test_function_over_the_limit_is_refused() -> None:
    """A function body longer than the limit is a finding at the function's line."""
    body = "    x = 1\n" * (MAX_FUNCTION_LINES + 1)

    (finding,) = check_function_length(SourceFile(path="a.py", text=f"\ndef f():\n{body}"))

    assert (finding.line, str(finding).startswith("a.py:2: 'f'")) == (2, True)


def test_docstring_does_not_count_as_body() -> None:
    """Explaining a function never makes it too long."""
    text = '"""\n' + "    words\n" * MAX_FUNCTION_LINES + '    """'
    source = f"def f():\n    {text}\n    return 1\n\ndef g():\n    {text}\n"

    assert list(check_function_length(SourceFile(path="a.py", text=source))) == []
