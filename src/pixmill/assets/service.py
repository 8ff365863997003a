"""What members of a workspace can do with its assets once they are uploaded."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import structlog
from msgspec import UNSET, UnsetType

from pixmill.accounts.principal import Principal
from pixmill.assets.access import require_editor
from pixmill.assets.asset import Asset, AssetState
from pixmill.assets.errors import AssetNotFound, PublicIdTaken
from pixmill.assets.events import AssetEventKind, asset_event
from pixmill.assets.metadata import is_printable, parse_tags, parse_title
from pixmill.assets.public_ids import MAX_PUBLIC_ID_LENGTH, parse_public_id
from pixmill.assets.query import AssetQuery, Page
from pixmill.assets.records import RecordCache
from pixmill.assets.removal import AssetRemoval
from pixmill.assets.repository import AssetRepository, Remains
from pixmill.assets.settings import CatalogueSettings
from pixmill.db.session import Database
from pixmill.db.timestamps import Clock, from_ms, now_ms

_log = structlog.get_logger(__name__)

UNCHANGED: Final = UNSET
"""Stands for a field that is left as it is; None would empty it."""

Unchanged: TypeAlias = UnsetType


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetChanges:
    """New values for some fields of an asset."""

    title: str | Unchanged | None = UNCHANGED
    public_id: str | Unchanged = UNCHANGED
    tags: Sequence[str] | Unchanged = UNCHANGED


class AssetService:
    """Finds, changes and deletes assets; each caller meets only those of their own workspace."""

    def __init__(
        self,
        database: Database,
        removal: AssetRemoval,
        *,
        settings: CatalogueSettings,
        clock: Clock = now_ms,
    ) -> None:
        """Work on these; nothing is opened here."""
        self._database = database
        self._removal = removal
        self._records = RecordCache(settings)
        self._clock = clock

    async def get(self, principal: Principal, name: str) -> Asset:
        """Return the asset with this id or public id.

        Raises:
            AssetNotFound: there is none, or none for this caller.
        """
        now = self._clock()
        known = self._records.get(principal.workspace_id, name, now=now)
        if known is not None:
            return known
        generation = self._records.generation
        asset = None
        if 0 < len(name) <= MAX_PUBLIC_ID_LENGTH and is_printable(name):
            async with self._database.read() as tx:
                asset = await AssetRepository(tx).find(principal.workspace_id, name)
        if asset is None:
            raise _not_found(name)
        self._records.put(name, asset, now=now, generation=generation)
        return asset

    async def find(self, principal: Principal, query: AssetQuery) -> Page:
        """Return one page of the workspace's assets."""
        async with self._database.read() as tx:
            items, total = await AssetRepository(tx).list(principal.workspace_id, query)
        return Page(items=items, total=total, page=query.page, limit=query.limit)

    async def update(self, principal: Principal, name: str, *, changes: AssetChanges) -> Asset:
        """Change what people write about an asset; its bytes and its version stay.

        Raises:
            Forbidden: the caller may only look.
            AssetNotFound: there is none, or none for this caller.
            InvalidMetadata: a new value breaks a rule.
            PublicIdTaken: another asset of the workspace has the new public id.
        """
        require_editor(principal)
        async with self._database.write() as tx:
            repository = AssetRepository(tx)
            asset = await repository.find(principal.workspace_id, name)
            if asset is None:
                raise _not_found(name)
            changed = replace(_applied(changes, asset), updated_at=from_ms(self._clock()))
            if not await repository.update(changed):
                message = f"The public id {changed.public_id!r} is in use."
                raise PublicIdTaken(message, field="public_id")
            await repository.insert_event(
                asset_event(AssetEventKind.UPDATED, changed, now=self._clock())
            )
        self._records.forget(asset)
        return changed

    async def delete(self, principal: Principal, name: str) -> None:
        """Delete an asset, its original and all of its renditions; from now on nobody sees it.

        If the storage fails meanwhile the asset is gone all the same, and its bytes follow later.

        Raises:
            Forbidden: the caller may only look.
            AssetNotFound: there is none, or none for this caller.
        """
        require_editor(principal)
        async with self._database.write() as tx:
            repository = AssetRepository(tx)
            asset = await repository.find(principal.workspace_id, name)
            if asset is None:
                raise _not_found(name)
            now = self._clock()
            await repository.mark_deleting(asset.id, state=AssetState.READY, now=now)
            await repository.insert_event(asset_event(AssetEventKind.DELETED, asset, now=now))
        self._records.forget(asset)
        removing = self._removal.finish(Remains(asset_id=asset.id, blob_key=asset.blob_key))
        (outcome,) = await asyncio.gather(removing, return_exceptions=True)
        if isinstance(outcome, BaseException):
            _log.warning("asset_not_removed", asset=asset.id, exc_info=outcome)


def _applied(changes: AssetChanges, asset: Asset) -> Asset:
    if changes.title is not UNCHANGED:
        asset = replace(asset, title=parse_title(changes.title))
    if changes.public_id is not UNCHANGED:
        asset = replace(asset, public_id=parse_public_id(changes.public_id))
    if changes.tags is not UNCHANGED:
        asset = replace(asset, tags=parse_tags(changes.tags))
    return asset


def _not_found(name: str) -> AssetNotFound:
    return AssetNotFound(f"There is no picture {name[:80]!r}.")
