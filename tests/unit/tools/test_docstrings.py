import pytest

from tools.docstrings import check_test_docstrings, check_trivial_docstrings, repeats_name
from tools.sources import SourceFile


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("set_broker", "Set the broker."),
        ("AssetNotFound", "Asset not found."),
        ("get_colours", "Returns colour."),
    ],
)
def test_summary_that_repeats_the_name_is_trivial(name: str, summary: str) -> None:
    """A few words that all stand in the name already tell the reader nothing."""
    assert repeats_name(summary, name=name)


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("set_broker", "Replace the broker."),
        ("width", "Pixels from left to right."),
        ("asset_by_id", "Asset by id, by id, asset."),
    ],
)
def test_summary_that_adds_a_word_is_kept(name: str, summary: str) -> None:
    """One word more than the name, or more than four words, is given the benefit of the doubt."""
    assert not repeats_name(summary, name=name)


def test_trivial_docstring_is_found_in_code() -> None:
    """Functions, methods and classes are all looked at."""
    text = 'class Broker:\n    """The broker."""\n    def close(self):\n        """Close."""\n'

    findings = check_trivial_docstrings(SourceFile(path="a.py", text=text))

    assert [finding.line for finding in findings] == [1, 3]


@pytest.mark.parametrize("docstring", ["pass", '"""no full stop"""'])
def test_test_without_a_rule_is_refused(docstring: str) -> None:
    """A test has to say its rule in a sentence."""
    text = f"def test_x():\n    {docstring}\n"

    findings = check_test_docstrings(SourceFile(path="tests/unit/test_a.py", text=text))

    assert len(list(findings)) == 1


def test_test_with_a_rule_is_accepted() -> None:
    """A sentence is all it takes, and helpers beside tests need none."""
    text = 'def test_x():\n    """It works."""\n\ndef make():\n    pass\n'

    findings = check_test_docstrings(SourceFile(path="tests/unit/test_a.py", text=text))

    assert list(findings) == []
