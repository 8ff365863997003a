"""Taking an asset apart: the reverse of an upload, so that no moment loses sight of its bytes."""

from pixmill.assets.asset import AssetState
from pixmill.assets.repository import AssetRepository, Remains
from pixmill.cache.disk import DiskCache
from pixmill.db.session import Database
from pixmill.db.timestamps import Clock, now_ms
from pixmill.storage.store import BlobStore


class AssetRemoval:
    """Removes what an asset has left on disk, and its row last; every step can be repeated."""

    def __init__(
        self, database: Database, store: BlobStore, *, cache: DiskCache, clock: Clock = now_ms
    ) -> None:
        """Work on these; nothing is opened here."""
        self._database = database
        self._store = store
        self._cache = cache
        self._clock = clock

    async def abandon(self, remains: Remains) -> bool:
        """Remove an upload that was not finished; tell whether it was still unfinished.

        One that has become ready in the meantime stays.
        """
        async with self._database.write() as tx:
            is_abandoned = await AssetRepository(tx).mark_deleting(
                remains.asset_id, state=AssetState.PENDING, now=self._clock()
            )
        if is_abandoned:
            await self.finish(remains)
        return is_abandoned

    async def finish(self, remains: Remains) -> None:
        """Remove everything of an asset whose row says that it is being deleted.

        If any of it cannot be removed the row stays, and names it to the sweeper.
        """
        await self._cache.drop_asset(remains.asset_id)
        await self._store.delete(remains.blob_key)
        async with self._database.write() as tx:
            await AssetRepository(tx).delete(remains.asset_id)
