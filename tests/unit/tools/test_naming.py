import pytest

from tools.naming import check_module_name
from tools.sources import SourceFile


@pytest.mark.parametrize(
    "path",
    ["src/pixmill/utils.py", "src/pixmill/web/helpers.py", "web-ui/src/common.ts", "tests/base.py"],
)
def test_name_that_says_nothing_is_refused(path: str) -> None:
    """A module called after nothing in particular is a finding."""
    findings = list(check_module_name(SourceFile(path=path, text="")))

    assert len(findings) == 1


def test_folder_that_says_nothing_is_refused() -> None:
    """A package called after nothing in particular is a finding for each module in it."""
    findings = list(check_module_name(SourceFile(path="src/pixmill/utils/colour.py", text="")))

    assert [finding.path for finding in findings] == ["src/pixmill/utils/colour.py"]


@pytest.mark.parametrize("path", ["src/pixmill/colour.py", "tools/length.py", "docs/utils.md"])
def test_name_of_an_idea_is_accepted(path: str) -> None:
    """A module named after an idea passes, and pages are not modules."""
    assert list(check_module_name(SourceFile(path=path, text=""))) == []
