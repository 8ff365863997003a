"""Every operation can be written in each of Pixmill's own dialects."""

from pixmill.dialects import query, rest
from pixmill.transform.operations import OPERATIONS, operation_name


def test_json_can_say_every_operation() -> None:
    """The JSON dialect lowers every operation there is, and no other."""
    assert {operation_name(operation) for operation in OPERATIONS} == rest.LOWERED


def test_query_can_say_every_operation() -> None:
    """The query dialect lowers every operation there is, and no other."""
    assert {operation_name(operation) for operation in OPERATIONS} == query.LOWERED
