"""The SQL of assets, their tags, and the events about them."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import Insert, Update

from pixmill.assets.asset import Asset, AssetState
from pixmill.assets.events import AssetEvent
from pixmill.assets.public_ids import freed_public_id
from pixmill.assets.query import AssetQuery, AssetSort
from pixmill.db.session import Transaction
from pixmill.db.tables import asset_tags, assets, events
from pixmill.db.timestamps import from_ms, to_ms
from pixmill.storage.keys import BlobKey
from pixmill.transform.colour import Colour
from pixmill.transform.formats import SourceFormat
from pixmill.transform.source import ColourSpace, SourceFacts

_NAME = func.coalesce(assets.c.title, assets.c.original_name, assets.c.public_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What is left of an asset that is being removed."""

    asset_id: str
    blob_key: BlobKey


class AssetRepository:
    """Reads and writes assets inside one transaction."""

    def __init__(self, tx: Transaction) -> None:
        """Work inside the given transaction."""
        self._tx = tx

    async def insert(self, asset: Asset) -> bool:
        """Add an asset with its tags; tell whether its public id was free."""
        if not await self._insert_unless_taken(insert(assets).values(_values(asset))):
            return False
        await self._insert_tags(asset.id, asset.tags)
        return True

    async def mark_ready(self, asset_id: str) -> bool:
        """Make a pending asset visible; tell whether it was still pending."""
        return await self._changes_one(
            update(assets)
            .where(assets.c.id == asset_id, assets.c.state == AssetState.PENDING.value)
            .values(state=AssetState.READY.value)
        )

    async def mark_deleting(self, asset_id: str, *, state: AssetState, now: int) -> bool:
        """Make an asset in the given state disappear, and free its public id for others."""
        return await self._changes_one(
            update(assets)
            .where(assets.c.id == asset_id, assets.c.state == state.value)
            .values(
                state=AssetState.DELETING.value,
                public_id=freed_public_id(asset_id),
                updated_at=now,
            )
        )

    async def update(self, asset: Asset) -> bool:
        """Store title, tags and public id of a ready asset; tell whether the public id was free."""
        statement = (
            update(assets)
            .where(assets.c.id == asset.id, assets.c.state == AssetState.READY.value)
            .values(
                title=asset.title, public_id=asset.public_id, updated_at=to_ms(asset.updated_at)
            )
        )
        if not await self._insert_unless_taken(statement):
            return False
        await self._tx.execute(delete(asset_tags).where(asset_tags.c.asset_id == asset.id))
        await self._insert_tags(asset.id, asset.tags)
        return True

    async def delete(self, asset_id: str) -> None:
        """Drop the row of an asset that is being deleted, with its tags and renditions."""
        await self._tx.execute(
            delete(assets).where(
                assets.c.id == asset_id, assets.c.state == AssetState.DELETING.value
            )
        )

    async def find(self, workspace_id: str, name: str) -> Asset | None:
        """Look a ready asset up by its id or public id; no public id looks like an id."""
        row = (
            await self._tx.execute(
                select(assets).where(
                    assets.c.workspace_id == workspace_id,
                    assets.c.state == AssetState.READY.value,
                    or_(assets.c.id == name, assets.c.public_id == name),
                )
            )
        ).one_or_none()
        if row is None:
            return None
        return _asset(row, tags=(await self._tags([row.id])).get(row.id, ()))

    async def list(self, workspace_id: str, query: AssetQuery) -> tuple[tuple[Asset, ...], int]:
        """Return one page of ready assets, and how many there are in all."""
        wanted = and_(
            assets.c.workspace_id == workspace_id,
            assets.c.state == AssetState.READY.value,
            *_conditions(query),
        )
        count = select(func.count()).select_from(assets).where(wanted)
        total = (await self._tx.execute(count)).scalar_one()
        page = (
            select(assets)
            .where(wanted)
            .order_by(*_order(query.sort))
            .limit(query.limit)
            .offset((query.page - 1) * query.limit)
        )
        rows = (await self._tx.execute(page)).all()
        tags = await self._tags([row.id for row in rows])
        return tuple(_asset(row, tags=tags.get(row.id, ())) for row in rows), total

    async def stale(self, state: AssetState, *, before: int, limit: int) -> tuple[Remains, ...]:
        """Return assets that have been in a passing state since before an instant, oldest first."""
        rows = await self._tx.execute(
            select(assets.c.id, assets.c.blob_key)
            .where(assets.c.state == state.value, assets.c.updated_at < before)
            .order_by(assets.c.updated_at)
            .limit(limit)
        )
        return tuple(Remains(asset_id=row.id, blob_key=BlobKey(row.blob_key)) for row in rows)

    async def insert_event(self, event: AssetEvent) -> None:
        """Add what happened, to be told when the transaction commits."""
        await self._tx.execute(
            insert(events).values(
                id=event.id,
                workspace_id=event.workspace_id,
                kind=event.kind.value,
                subject_id=event.asset_id,
                payload=event.payload,
                created_at=event.created_at,
            )
        )

    async def _tags(self, asset_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        rows = await self._tx.execute(
            select(asset_tags.c.asset_id, asset_tags.c.tag)
            .where(asset_tags.c.asset_id.in_(asset_ids))
            .order_by(asset_tags.c.tag)
        )
        tags: dict[str, tuple[str, ...]] = {}
        for row in rows:
            tags[row.asset_id] = (*tags.get(row.asset_id, ()), row.tag)
        return tags

    async def _insert_tags(self, asset_id: str, tags: Sequence[str]) -> None:
        if tags:
            values = [{"asset_id": asset_id, "tag": tag} for tag in tags]
            await self._tx.execute(insert(asset_tags), values)

    async def _changes_one(self, statement: Update) -> bool:
        return (await self._tx.execute(statement)).rowcount == 1

    async def _insert_unless_taken(self, statement: Insert | Update) -> bool:
        # A savepoint, because after a violated constraint PostgreSQL refuses the transaction.
        try:
            async with self._tx.begin_nested():
                await self._tx.execute(statement)
        except IntegrityError:
            return False
        return True


def _conditions(query: AssetQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        assets.c.id.in_(select(asset_tags.c.asset_id).where(asset_tags.c.tag == tag))
        for tag in query.tags
    ]
    if query.formats:
        conditions.append(assets.c.format.in_([wanted.value for wanted in query.formats]))
    if query.name:
        texts = (assets.c.title, assets.c.original_name, assets.c.public_id)
        conditions.append(or_(*(text.icontains(query.name, autoescape=True) for text in texts)))
    if query.created_after is not None:
        conditions.append(assets.c.created_at >= to_ms(query.created_after))
    if query.created_before is not None:
        conditions.append(assets.c.created_at < to_ms(query.created_before))
    if query.min_bytes is not None:
        conditions.append(assets.c.bytes >= query.min_bytes)
    if query.max_bytes is not None:
        conditions.append(assets.c.bytes <= query.max_bytes)
    return conditions


def _order(sort: AssetSort) -> tuple[ColumnElement[object], ColumnElement[object]]:
    """Return what to order by; the id comes last, so that pages never overlap."""
    name = sort.value.removeprefix("-")
    column = func.lower(_NAME) if name == "name" else assets.c[name]
    if sort.value.startswith("-"):
        return column.desc(), assets.c.id.desc()
    return column.asc(), assets.c.id.asc()


def _values(asset: Asset) -> dict[str, object]:
    facts = asset.facts
    return {
        "id": asset.id,
        "workspace_id": asset.workspace_id,
        "created_by": asset.created_by,
        "public_id": asset.public_id,
        "version": asset.version,
        "state": asset.state.value,
        "title": asset.title,
        "original_name": asset.original_name,
        "format": facts.format.value,
        "content_type": asset.media_type,
        "width": facts.upright.width,
        "height": facts.upright.height,
        "pages": facts.frames,
        "orientation": facts.orientation,
        "has_alpha": facts.has_alpha,
        "colour_space": facts.space.value,
        "bit_depth": facts.bits,
        "has_profile": facts.has_profile,
        "bytes": asset.bytes,
        "sha256": asset.sha256,
        "blob_key": asset.blob_key,
        "placeholder": asset.placeholder,
        "palette": msgspec.json.encode(asset.palette).decode(),
        "created_at": to_ms(asset.created_at),
        "updated_at": to_ms(asset.updated_at),
    }


def _asset(row: Row[*tuple[object, ...]], *, tags: tuple[str, ...]) -> Asset:
    return Asset(
        id=row.id,
        workspace_id=row.workspace_id,
        created_by=row.created_by,
        public_id=row.public_id,
        version=row.version,
        state=AssetState(row.state),
        title=row.title,
        original_name=row.original_name,
        facts=_facts(row),
        bytes=row.bytes,
        sha256=row.sha256,
        blob_key=BlobKey(row.blob_key),
        placeholder=row.placeholder,
        palette=msgspec.json.decode(row.palette or "[]", type=tuple[Colour, ...]),
        tags=tags,
        created_at=from_ms(row.created_at),
        updated_at=from_ms(row.updated_at),
    )


def _facts(row: Row[*tuple[object, ...]]) -> SourceFacts:
    seen = SourceFacts(
        format=SourceFormat(row.format),
        width=row.width,
        height=row.height,
        frames=row.pages,
        orientation=row.orientation,
        has_alpha=row.has_alpha,
        space=ColourSpace(row.colour_space),
        bits=row.bit_depth,
        has_profile=row.has_profile,
    )
    # The columns hold the size as seen, the facts the size as stored; a turn goes both ways.
    stored = seen.upright
    return msgspec.structs.replace(seen, width=stored.width, height=stored.height)
