"""Every error a client can meet is mapped, coded and explained."""

from collections import Counter

from pixmill.web.problems import PROBLEMS
from tools.reference_pages import error_classes


def test_codes_are_unique() -> None:
    """A code means one thing."""
    codes = Counter(error.code for error in error_classes())

    assert [code for code, count in codes.items() if count > 1] == []


def test_codes_are_snake_case() -> None:
    """Codes are names that programs compare."""
    codes = [error.code for error in error_classes()]

    assert [code for code in codes if not code.isidentifier() or code != code.lower()] == []


def test_every_error_has_its_line_in_the_table() -> None:
    """The table that turns errors into statuses names each error class itself."""
    assert [error.__name__ for error in error_classes() if error not in PROBLEMS] == []
