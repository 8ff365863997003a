"""A studio for each test."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.unit.assets.studio import Studio, open_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncGenerator[Studio]:
    """Open an empty studio."""
    async with open_studio(tmp_path) as opened:
        yield opened
