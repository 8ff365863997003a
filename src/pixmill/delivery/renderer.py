"""Making a rendition: the files of an order go to the engine, a temporary file comes back."""

import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pixmill.assets.asset import Asset
from pixmill.delivery.order import Order
from pixmill.engine.protocol import Rendered
from pixmill.storage.errors import BlobNotFound
from pixmill.storage.spool import Spool
from pixmill.storage.store import BlobStore
from pixmill.transform.limits import Limits
from pixmill.transform.plan import Plan


class Painter(Protocol):
    """Carries out plans on open files."""

    async def render(self, plan: Plan, *, inputs: Sequence[int], output: int) -> Rendered:
        """Read the source and the overlays from `inputs`, write the result to `output`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A finished result in a temporary file."""

    path: Path
    rendered: Rendered


class Renderer:
    """Renders orders; the engine it is given is started and stopped by others."""

    def __init__(self, engine: Painter, store: BlobStore, *, spool: Spool, limits: Limits) -> None:
        """Work on these; the spool lies on the file system of the cache."""
        self._engine = engine
        self._store = store
        self._spool = spool
        self._limits = limits

    @asynccontextmanager
    async def draw(self, order: Order) -> AsyncGenerator[Drawn]:
        """Make the picture; the file is deleted in the end unless somebody has taken it over.

        Raises:
            BlobNotFound: an original is not there any more.
        """
        plan = order.plan(self._limits)
        with self._spool.temporary_file() as result, ExitStack() as opened:
            inputs: list[int] = []
            for asset in (order.asset, *order.overlays.values()):
                descriptor = await self._open(asset)
                opened.callback(os.close, descriptor)
                inputs.append(descriptor)
            rendered = await self._engine.render(plan, inputs=inputs, output=result.descriptor)
            yield Drawn(path=result.path, rendered=rendered)

    async def _open(self, asset: Asset) -> int:
        path = await self._store.local_file(asset.blob_key)
        try:
            return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError as exc:
            raise BlobNotFound("The file of this picture is missing.") from exc
