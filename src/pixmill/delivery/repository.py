"""The SQL of renditions."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, bindparam, insert, select, update
from sqlalchemy.engine import Row

from pixmill.assets.asset import AssetState
from pixmill.db.session import Transaction
from pixmill.db.tables import assets, renditions
from pixmill.db.timestamps import from_ms, to_ms
from pixmill.delivery.rendition import RenditionRecord
from pixmill.transform.formats import OutputFormat


class RenditionRepository:
    """Reads and writes the records of renditions inside one transaction."""

    def __init__(self, tx: Transaction) -> None:
        """Work inside the given transaction."""
        self._tx = tx

    async def is_wanted(self, asset_id: str, version: int) -> bool:
        """Tell whether the asset is still there in this version; it stays so until the commit."""
        row = await self._tx.execute(
            select(assets.c.id)
            .where(
                assets.c.id == asset_id,
                assets.c.version == version,
                assets.c.state == AssetState.READY.value,
            )
            # SQLite has no such lock and needs none: a writer is alone from its first word.
            .with_for_update(read=True)
        )
        return row.one_or_none() is not None

    async def save(self, record: RenditionRecord, *, cache_key: str) -> None:
        """Add a rendition, or what is new about one that was made again."""
        key = _key(record.asset_id, record.version, record.fingerprint)
        fresh = {"bytes": record.bytes, "last_used_at": to_ms(record.last_used_at)}
        made_again = await self._tx.execute(update(renditions).where(*key).values(fresh))
        if made_again.rowcount:
            return
        await self._tx.execute(
            insert(renditions).values(
                asset_id=record.asset_id,
                version=record.version,
                fingerprint=record.fingerprint,
                recipe=record.recipe,
                format=record.format.value,
                width=record.width,
                height=record.height,
                pages=record.frames,
                cache_key=cache_key,
                created_at=to_ms(record.created_at),
                **fresh,
            )
        )

    async def find(
        self, asset_id: str, version: int, *, fingerprint: str
    ) -> RenditionRecord | None:
        """Look a rendition up."""
        key = _key(asset_id, version, fingerprint)
        row = (await self._tx.execute(select(renditions).where(*key))).one_or_none()
        return None if row is None else _record(row)

    async def list(self, asset_id: str, version: int, *, limit: int) -> tuple[RenditionRecord, ...]:
        """Return the renditions of one version of an asset, the latest first."""
        rows = await self._tx.execute(
            select(renditions)
            .where(renditions.c.asset_id == asset_id, renditions.c.version == version)
            .order_by(renditions.c.created_at.desc(), renditions.c.fingerprint)
            .limit(limit)
        )
        return tuple(_record(row) for row in rows)

    async def note_uses(self, uses: Mapping[tuple[str, str], int]) -> None:
        """Store when renditions were used last, by asset id and fingerprint."""
        statement = (
            update(renditions)
            .where(
                renditions.c.asset_id == bindparam("asset"),
                renditions.c.fingerprint == bindparam("print"),
                renditions.c.last_used_at < bindparam("used_at"),
            )
            .values(last_used_at=bindparam("used_at"))
        )
        rows = [
            {"asset": asset_id, "print": fingerprint, "used_at": used_at}
            for (asset_id, fingerprint), used_at in uses.items()
        ]
        await self._tx.execute(statement, rows)


def _key(asset_id: str, version: int, fingerprint: str) -> tuple[ColumnElement[bool], ...]:
    return (
        renditions.c.asset_id == asset_id,
        renditions.c.version == version,
        renditions.c.fingerprint == fingerprint,
    )


def _record(row: Row[*tuple[object, ...]]) -> RenditionRecord:
    return RenditionRecord(
        asset_id=row.asset_id,
        version=row.version,
        fingerprint=row.fingerprint,
        recipe=row.recipe,
        format=OutputFormat(row.format),
        width=row.width,
        height=row.height,
        frames=row.pages,
        bytes=row.bytes,
        created_at=from_ms(row.created_at),
        last_used_at=from_ms(row.last_used_at),
    )
