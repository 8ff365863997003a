"""Drawings that take forever, where drawings are allowed, cost nobody else anything."""

import pytest

from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.errors import PixmillError, RetryableError
from pixmill.transform.formats import SourceFormat, UnsupportedFormat
from pixmill.transform.limits import Limits
from tests.bombs.catalogue import BOMBS
from tests.isolation.stage import in_memory, mirrors_rightly, running
from tests.pictures_library import picture

_DRAWINGS = [bomb for bomb in BOMBS if bomb.name.startswith("svg")]


async def test_bombs_are_refused_where_drawings_are_allowed() -> None:
    """Each is the sender's fault, or is drawn; the child lives."""
    settings = EngineSettings(children=1, deadline_s=5, limits=Limits(allow_svg=True))

    async with running(EnginePool(settings)) as pool:
        (child,) = pool._children
        ours = []
        for bomb in _DRAWINGS:
            with in_memory(bomb.make()) as source:
                try:
                    _ = await pool.inspect(source, SourceFormat.SVG)
                except RetryableError:
                    ours.append(bomb.name)
                except PixmillError:
                    continue
        assert ours == []
        assert pool._children == {child}
        assert await mirrors_rightly(pool)


async def test_drawings_have_to_be_allowed() -> None:
    """Without the operator's word none reaches a child."""
    async with running(EnginePool(EngineSettings(children=1))) as pool:
        with picture("drawing.svg").open("rb") as source, pytest.raises(UnsupportedFormat):
            _ = await pool.inspect(source.fileno(), SourceFormat.SVG)
