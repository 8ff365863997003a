"""Every operation can be written in each of Pixmill's own dialects."""

from pixmill.dialects import query, rest
from pixmill.transform.operations import OPERATIONS


def test_json_can_say_every_operation() -> None:
    """The JSON dialect lowers every operation there is, and no other."""
    assert set(rest.LOWERED) == set(OPERATIONS)


def test_query_can_say_every_operation() -> None:
    """The query dialect lowers every operation there is, and no other."""
    assert set(query.LOWERED) == set(OPERATIONS)
