"""Renditions that were made: their files in the cache, and the records that outlive the files."""

from pixmill.assets.asset import Asset
from pixmill.assets.errors import AssetNotFound
from pixmill.cache.disk import CachedFile, DiskCache
from pixmill.db.session import Database
from pixmill.db.timestamps import Clock, from_ms, now_ms
from pixmill.delivery.order import Order
from pixmill.delivery.renderer import Drawn
from pixmill.delivery.rendition import Rendition, RenditionRecord
from pixmill.delivery.repository import RenditionRepository
from pixmill.transform.formats import CAPABILITIES

# Uses noted between two flushes; more are dropped, the order of eviction needs no precision.
_MAX_NOTED_USES = 10_000


class Shelf:
    """Keeps renditions under their asset, so that they go when it goes."""

    def __init__(self, database: Database, cache: DiskCache, *, clock: Clock = now_ms) -> None:
        """Work on these; nothing is opened here."""
        self._database = database
        self._cache = cache
        self._clock = clock
        self._uses: dict[tuple[str, str], int] = {}

    def find(self, order: Order) -> Rendition | None:
        """Return the rendition if its file is here; asks no database."""
        cached = self._cache.find(order.cache_key)
        if cached is None:
            return None
        if len(self._uses) < _MAX_NOTED_USES:
            self._uses[order.asset.id, order.fingerprint] = self._clock()
        return _rendition(order, cached)

    async def put(self, order: Order, drawn: Drawn) -> Rendition:
        """Take over a finished file and record it.

        Raises:
            AssetNotFound: the asset was deleted meanwhile; then nothing is kept.
        """
        await self._cache.sync(drawn.path)
        async with self._database.write() as tx:
            repository = RenditionRepository(tx)
            await _require_wanted(repository, order.asset)
            record = _record(order, drawn, now=self._clock())
            await repository.save(record, cache_key=order.cache_key.path)
            # Inside the transaction: a deletion comes before it, and is seen, or after it, and
            # finds the file.
            cached = self._cache.store(order.cache_key, drawn.path)
        return _rendition(order, cached)

    async def check_wanted(self, asset: Asset) -> None:
        """Look whether the asset is still there, whatever was read of it before.

        Raises:
            AssetNotFound: it is not.
        """
        async with self._database.read() as tx:
            await _require_wanted(RenditionRepository(tx), asset)

    async def record(self, asset: Asset, fingerprint: str) -> RenditionRecord | None:
        """Return what is known of a rendition, whether or not its file is still here."""
        async with self._database.read() as tx:
            return await RenditionRepository(tx).find(
                asset.id, asset.version, fingerprint=fingerprint
            )

    async def records(self, asset: Asset, *, limit: int) -> tuple[RenditionRecord, ...]:
        """Return what is known of an asset's renditions, the latest first."""
        async with self._database.read() as tx:
            return await RenditionRepository(tx).list(asset.id, asset.version, limit=limit)

    async def flush_uses(self) -> int:
        """Store the times of use that were noted since the last time; return how many."""
        uses, self._uses = self._uses, {}
        if uses:
            async with self._database.write() as tx:
                await RenditionRepository(tx).note_uses(uses)
        return len(uses)


async def _require_wanted(repository: RenditionRepository, asset: Asset) -> None:
    if not await repository.is_wanted(asset.id, asset.version):
        message = f"There is no picture {asset.id!r} any more."
        raise AssetNotFound(message)


def _rendition(order: Order, cached: CachedFile) -> Rendition:
    known = CAPABILITIES[order.chosen]
    return Rendition(
        asset_id=order.asset.id,
        fingerprint=order.fingerprint,
        path=cached.path,
        bytes=cached.bytes,
        media_type=known.media_type,
        etag=order.fingerprint,
        created_at=cached.created_at,
        file_name=f"{order.asset.stem}.{known.extension}",
        format=order.chosen,
    )


def _record(order: Order, drawn: Drawn, *, now: int) -> RenditionRecord:
    return RenditionRecord(
        asset_id=order.asset.id,
        version=order.asset.version,
        fingerprint=order.fingerprint,
        recipe=order.recipe_json,
        format=order.chosen,
        width=drawn.rendered.width,
        height=drawn.rendered.height,
        frames=drawn.rendered.frames,
        bytes=drawn.path.stat().st_size,
        created_at=from_ms(now),
        last_used_at=from_ms(now),
    )
