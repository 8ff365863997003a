"""What happened to an asset, told in the same transaction as the change itself."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from pixmill.assets.asset import Asset
from pixmill.db.identifiers import new_id


class AssetEventKind(StrEnum):
    """What can happen to an asset that others may want to know."""

    CREATED = "asset.created"
    UPDATED = "asset.updated"
    DELETED = "asset.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetEvent:
    """One thing that happened to one asset."""

    id: str
    workspace_id: str
    kind: AssetEventKind
    asset_id: str
    payload: str
    created_at: int


def asset_event(kind: AssetEventKind, asset: Asset, *, now: int) -> AssetEvent:
    """Return the event with the asset as it is after the change."""
    payload = {
        "id": asset.id,
        "public_id": asset.public_id,
        "version": asset.version,
        "title": asset.title,
        "format": asset.facts.format,
        "width": asset.facts.upright.width,
        "height": asset.facts.upright.height,
        "bytes": asset.bytes,
        "tags": asset.tags,
    }
    return AssetEvent(
        id=new_id(),
        workspace_id=asset.workspace_id,
        kind=kind,
        asset_id=asset.id,
        payload=msgspec.json.encode(payload).decode(),
        created_at=now,
    )
