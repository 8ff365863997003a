"""The library is set up as in a child before the first picture is drawn."""

import pytest

from tests.golden.drawing import prepare_once


@pytest.fixture(scope="session", autouse=True)
def library() -> None:
    """Open the wanted loaders, switch the cache off and hand over the fonts."""
    prepare_once()
