"""From a stream of bytes to an asset, so that a crash at any point leaves nothing that is lost.

The order is the promise: the bytes are checked while they are nobody's; a pending row names the key
before the blob exists; the row becomes ready only when the storage itself has confirmed the blob.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

import structlog

from pixmill.accounts.principal import Principal
from pixmill.assets.access import require_editor
from pixmill.assets.asset import Asset, AssetState
from pixmill.assets.errors import PublicIdTaken, UploadInterrupted, UploadTooLarge
from pixmill.assets.events import AssetEventKind, asset_event
from pixmill.assets.metadata import clean_original_name, parse_tags, parse_title
from pixmill.assets.public_ids import parse_public_id, public_ids
from pixmill.assets.removal import AssetRemoval
from pixmill.assets.repository import AssetRepository, Remains
from pixmill.assets.settings import IngestSettings
from pixmill.db.identifiers import new_id
from pixmill.db.session import Database
from pixmill.db.timestamps import from_ms, now_ms
from pixmill.engine.protocol import Inspection
from pixmill.storage.errors import StorageUnavailable
from pixmill.storage.keys import original_key
from pixmill.storage.spool import SpoolFile, write_all
from pixmill.storage.store import BlobStore
from pixmill.transform.formats import SNIFF_BYTES, SourceFormat, sniff
from pixmill.transform.limits import check_source

_log = structlog.get_logger(__name__)

# The first name is nearly always free, and a random one after it practically always.
_PUBLIC_ID_ATTEMPTS = 10


class Inspector(Protocol):
    """Opens files of strangers where that does no harm."""

    async def inspect(self, source: int, source_format: SourceFormat) -> Inspection:
        """Return what the open file holds, after decoding all of it once."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadDetails:
    """What the uploader says about the picture, checked; without a public id one is made."""

    original_name: str | None
    title: str | None
    public_id: str | None
    tags: tuple[str, ...]


class Upload:
    """One file on its way in: write all of its bytes, then finish it; if not, it is gone."""

    def __init__(self, ingest: "IngestService", principal: Principal, *, file: SpoolFile) -> None:
        """Start with an empty file; `IngestService.receive` does that."""
        self._ingest = ingest
        self._file = file
        self._hash = hashlib.sha256()
        self.principal = principal
        self.bytes = 0
        self.head = b""

    @property
    def sha256(self) -> str:
        """The digest of what was written so far, in hexadecimal digits."""
        return self._hash.hexdigest()

    @property
    def file(self) -> SpoolFile:
        """The file that the bytes go to."""
        return self._file

    def write(self, chunk: bytes) -> None:
        """Add the next bytes, of any number.

        Raises:
            UploadTooLarge: the file has become too large; there is no use in sending the rest.
            StorageFull: the server has no room for it.
        """
        self.bytes += len(chunk)
        self._ingest.check_size(self.bytes)
        write_all(self._file.descriptor, chunk)
        self._hash.update(chunk)
        if len(self.head) < SNIFF_BYTES:
            self.head = (self.head + chunk)[:SNIFF_BYTES]

    async def finish(
        self,
        *,
        original_name: str | None = None,
        title: str | None = None,
        public_id: str | None = None,
        tags: Sequence[str] = (),
    ) -> Asset:
        """Check and keep the file; when this returns, nothing short of losing the disk loses it.

        Args:
            original_name: the file's name as the client gives it; cleaned, never refused.
            title: at most 200 characters.
            public_id: the name in URLs; without it one is made from the file's name.
            tags: at most 50 of at most 64 characters.

        Raises:
            InvalidMetadata: one of the above breaks a rule.
            PublicIdTaken: another asset of the workspace has that public id.
            NotAnImage: the bytes are no picture.
            UnsupportedFormat: they are one that Pixmill does not read.
            BrokenImage: they are damaged or cut short.
            SourceTooLarge: the picture has too many pixels or frames.
        """
        metadata = UploadDetails(
            original_name=clean_original_name(original_name),
            title=parse_title(title),
            public_id=None if public_id is None else parse_public_id(public_id),
            tags=parse_tags(tags),
        )
        return await self._ingest.accept(self, metadata)


class IngestService:
    """Takes uploads in; the engine it is given is started and stopped by others."""

    def __init__(
        self,
        database: Database,
        store: BlobStore,
        *,
        engine: Inspector,
        removal: AssetRemoval,
        settings: IngestSettings,
    ) -> None:
        """Work on these; nothing is opened here."""
        self._database = database
        self._store = store
        self._engine = engine
        self._removal = removal
        self._settings = settings

    @property
    def max_bytes(self) -> int:
        """Bytes of the largest file that is accepted, to refuse an announced length at once."""
        return self._settings.max_bytes

    def check_size(self, size: int) -> None:
        """Refuse a file of this many bytes.

        Raises:
            UploadTooLarge: it is over the cap.
        """
        if size > self._settings.max_bytes:
            message = f"The file has more than {self._settings.max_bytes} bytes."
            raise UploadTooLarge(message)

    @asynccontextmanager
    async def receive(self, principal: Principal) -> AsyncGenerator[Upload]:
        """Open an upload; whatever happens inside, its temporary file is gone afterwards.

        Raises:
            Forbidden: the caller may not add pictures.
            StorageFull: there is no room for another file.
        """
        require_editor(principal)
        with self._store.spool.temporary_file() as file:
            yield Upload(self, principal, file=file)

    async def accept(self, upload: Upload, metadata: UploadDetails) -> Asset:
        """Check the file of an upload and keep it; `Upload.finish` calls this."""
        inspection = await self._inspect(upload)
        pending = _pending(upload, metadata, inspection)
        remains = Remains(asset_id=pending.id, blob_key=pending.blob_key)
        try:
            asset = await self._reserve(pending, metadata)
            await self._store_blob(upload, asset)
            return await self._publish(asset)
        except BaseException:
            await self._abandon(remains)
            raise

    async def _inspect(self, upload: Upload) -> Inspection:
        source_format = sniff(upload.head)
        # A descriptor of its own: the child must neither write nor share the position.
        source = os.open(upload.file.path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            inspection = await self._engine.inspect(source, source_format)
        finally:
            os.close(source)
        facts = inspection.facts
        check_source(
            self._settings.limits, width=facts.width, height=facts.height, frames=facts.frames
        )
        return inspection

    async def _reserve(self, pending: Asset, metadata: UploadDetails) -> Asset:
        """Commit the pending row under the first public id that is free."""
        async with self._database.write() as tx:
            repository = AssetRepository(tx)
            for public_id in _candidates(metadata):
                asset = replace(pending, public_id=public_id)
                if await repository.insert(asset):
                    return asset
        message = f"The public id {metadata.public_id!r} is in use."
        raise PublicIdTaken(message, field="public_id")

    async def _store_blob(self, upload: Upload, asset: Asset) -> None:
        await self._store.put_file(asset.blob_key, upload.file.path)
        stored = await self._store.stat(asset.blob_key)
        if stored.bytes != asset.bytes:
            message = "The storage kept another number of bytes than it was given."
            raise StorageUnavailable(message)

    async def _publish(self, asset: Asset) -> Asset:
        ready = replace(asset, state=AssetState.READY)
        event = asset_event(AssetEventKind.CREATED, ready, now=now_ms())
        async with self._database.write() as tx:
            repository = AssetRepository(tx)
            if not await repository.mark_ready(asset.id):
                raise UploadInterrupted("The upload was given up as lost.")
            await repository.insert_event(event)
        return ready

    async def _abandon(self, remains: Remains) -> None:
        """Remove what a failed upload has left; if that fails too, the sweeper does it later."""
        removing = asyncio.gather(self._removal.abandon(remains), return_exceptions=True)
        # Shielded, because the usual failure is a client that has gone away.
        (outcome,) = await asyncio.shield(removing)
        if isinstance(outcome, BaseException):
            _log.warning("upload_not_removed", asset=remains.asset_id, exc_info=outcome)


def _pending(upload: Upload, metadata: UploadDetails, inspection: Inspection) -> Asset:
    asset_id = new_id()
    created_at = from_ms(now_ms())
    return Asset(
        id=asset_id,
        workspace_id=upload.principal.workspace_id,
        created_by=upload.principal.user_id,
        public_id="",
        version=1,
        state=AssetState.PENDING,
        title=metadata.title,
        original_name=metadata.original_name,
        facts=inspection.facts,
        bytes=upload.bytes,
        sha256=upload.sha256,
        blob_key=original_key(asset_id),
        placeholder=inspection.placeholder,
        palette=inspection.palette,
        tags=metadata.tags,
        created_at=created_at,
        updated_at=created_at,
    )


def _candidates(metadata: UploadDetails) -> Iterator[str]:
    if metadata.public_id is not None:
        return iter((metadata.public_id,))
    return islice(public_ids(metadata.original_name), _PUBLIC_ID_ATTEMPTS)
