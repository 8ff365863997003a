"""Records of assets read a moment ago, so that most deliveries need no query."""

from collections import OrderedDict

from pixmill.assets.asset import Asset
from pixmill.assets.settings import CatalogueSettings


class RecordCache:
    """Remembers assets by workspace and by id or public id, a bounded number for a short time."""

    def __init__(self, settings: CatalogueSettings) -> None:
        """Start empty."""
        self._max_entries = settings.cached_records
        self._lifetime_ms = settings.cached_for_ms
        self._entries: OrderedDict[tuple[str, str], tuple[Asset, int]] = OrderedDict()
        self._generation = 0

    @property
    def generation(self) -> int:
        """A number that changes with every asset forgotten; read it before the query."""
        return self._generation

    def get(self, workspace_id: str, name: str, *, now: int) -> Asset | None:
        """Return the asset with this id or public id when it was read recently."""
        entry = self._entries.get((workspace_id, name))
        if entry is None:
            return None
        asset, read_at = entry
        if not 0 <= now - read_at < self._lifetime_ms:
            del self._entries[workspace_id, name]
            return None
        self._entries.move_to_end((workspace_id, name))
        return asset

    def put(self, name: str, asset: Asset, *, now: int, generation: int) -> None:
        """Remember what a query found, unless an asset changed while the query ran."""
        if generation != self._generation:
            return
        self._entries[asset.workspace_id, name] = (asset, now)
        self._entries.move_to_end((asset.workspace_id, name))
        while len(self._entries) > self._max_entries:
            self._entries.popitem(last=False)

    def forget(self, asset: Asset) -> None:
        """Drop an asset that has changed, under both of its names."""
        self._generation += 1
        for name in (asset.id, asset.public_id):
            self._entries.pop((asset.workspace_id, name), None)
