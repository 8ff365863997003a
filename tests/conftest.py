"""Options that hold for every test: unit tests have no sockets, the others reach loopback only."""

from pathlib import Path

import pytest

_UNIT = Path(__file__).parent / "unit"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take the network away from every unit test; asyncio's own socket pair stays allowed."""
    for item in items:
        if item.path.is_relative_to(_UNIT):
            item.add_marker(pytest.mark.disable_socket)
