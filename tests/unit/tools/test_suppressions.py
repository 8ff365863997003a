from collections import Counter

import pytest

from tools.sources import SourceFile
from tools.suppressions import RECORD_PATH, compare_with_record, count_suppressions, lowered


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("noqa", "x = 1  # no" + "qa: E501"),
        ("noqa", "# ruff: no" + "qa"),
        ("type-ignore", "x = 1  # type: " + "ignore[misc]"),
        ("type-ignore", "# my" + "py: ignore-errors"),
        ("no-cover", "x = 1  # pragma: " + "no cover"),
        ("skip", "pytest.skip('later')"),
        ("skip", "x = pytest.mark.skipif(True)"),
        ("xfail", "@pytest.mark.xfail\ndef f(): pass"),
    ],
)
def test_each_way_to_silence_python_is_counted(kind: str, line: str) -> None:
    """Every comment or mark that silences a check counts once under its kind."""
    counted = count_suppressions([SourceFile(path="a.py", text=f"{line}\n")])

    assert +counted == Counter({kind: 1})


def test_words_in_strings_are_not_counted() -> None:
    """Only comments silence a check; talking about one does not."""
    text = 'x = "no' + 'qa"\ny = "# type: ' + 'ignore"\nz.skip()\n'

    assert +count_suppressions([SourceFile(path="a.py", text=text)]) == Counter()


def test_silenced_script_is_counted() -> None:
    """TypeScript has its own words for looking away."""
    file = SourceFile(path="a.ts", text="// @ts-expect-error later\n")

    assert +count_suppressions([file]) == Counter({"script-ignore": 1})


def test_configuration_is_counted() -> None:
    """Exceptions written into the configuration count like those written beside the code."""
    text = """
        [tool.ruff.lint]
        ignore = ["D105", "EM"]
        [tool.ruff.lint.per-file-ignores]
        "tests/**" = ["S101"]
        [[tool.importlinter.contracts]]
        ignore_imports = ["a -> b"]
    """

    counted = count_suppressions([SourceFile(path="pyproject.toml", text=text)])

    assert +counted == Counter({"lint-ignore": 3, "contract-ignore": 1})


@pytest.mark.parametrize(("recorded", "findings"), [(0, 1), (1, 0), (2, 1)])
def test_count_must_equal_the_record(recorded: int, findings: int) -> None:
    """A new suppression fails the build, and so does a record that was not lowered."""
    files = [
        SourceFile(path="a.py", text="x = 1  # no" + "qa\n"),
        SourceFile(path=RECORD_PATH, text=f"noqa = {recorded}\n"),
    ]

    assert len(list(compare_with_record(files))) == findings


def test_record_is_never_raised() -> None:
    """Lowering takes the smaller of record and count for each kind."""
    record = lowered({"noqa": 3, "skip": 1}, counted=Counter({"noqa": 1, "skip": 5}))

    assert (record["noqa"], record["skip"], record["xfail"]) == (1, 1, 0)
