import asyncio
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from pixmill.accounts.principal import Role
from pixmill.assets.asset import AssetState
from pixmill.assets.errors import (
    Forbidden,
    InvalidMetadata,
    PublicIdTaken,
    UploadInterrupted,
    UploadTooLarge,
)
from pixmill.assets.repository import AssetRepository
from pixmill.engine.errors import BrokenImage
from pixmill.errors import PixmillError
from pixmill.storage.errors import StorageFull, StorageUnavailable
from pixmill.storage.keys import BlobKey
from pixmill.storage.local import LocalStore
from pixmill.storage.settings import StorageSettings
from pixmill.storage.store import BlobFacts
from pixmill.transform.formats import NotAnImage, SourceFormat, UnsupportedFormat
from pixmill.transform.limits import SourceTooLarge
from tests.unit.assets.studio import Studio, fake_picture, open_studio


class FaultyStore(LocalStore):
    """A storage that fails at the steps it is told to."""

    def __init__(self, root: Path) -> None:
        super().__init__(StorageSettings(root=root / "storage"))
        self.broken: set[str] = set()
        self.error: BaseException = StorageFull("full")
        self.is_waiting = asyncio.Event()

    @override
    async def put_file(self, key: BlobKey, path: Path) -> None:
        if "before_put" in self.broken:
            raise self.error
        await super().put_file(key, path)
        if "after_put" in self.broken:
            raise self.error
        if "hang_after_put" in self.broken:
            self.is_waiting.set()
            await asyncio.sleep(60)

    @override
    async def stat(self, key: BlobKey) -> BlobFacts:
        if "stat" in self.broken:
            raise self.error
        facts = await super().stat(key)
        return BlobFacts(bytes=facts.bytes - 1) if "short" in self.broken else facts

    @override
    async def delete(self, key: BlobKey) -> None:
        if "delete" in self.broken:
            raise self.error
        await super().delete(key)


async def test_upload_becomes_an_asset(studio: Studio) -> None:
    """Everything that is known about the file stands in the record that comes back."""
    content = fake_picture(40, 30, orientation=6)

    asset = await studio.upload(content, title="  Dusk ", tags=["b", "a", "b"])

    assert asset.state is AssetState.READY
    assert (asset.facts.width, asset.facts.height) == (40, 30)
    assert asset.bytes == len(content)
    assert asset.sha256 == hashlib.sha256(content).hexdigest()
    assert (asset.title, asset.public_id, asset.original_name) == ("Dusk", "photo", "photo.jpg")
    assert asset.tags == ("a", "b")
    assert await studio.assets.get(studio.owner, asset.id) == asset


async def test_blob_is_the_upload(studio: Studio) -> None:
    """The original is kept byte for byte, and nothing else of the upload stays."""
    content = fake_picture(padding=500)

    asset = await studio.upload(content)

    assert (await studio.store.local_file(asset.blob_key)).read_bytes() == content
    assert studio.files() == [f"storage/{asset.blob_key}"]


async def test_created_event_is_written_with_the_asset(studio: Studio) -> None:
    """Whoever listens is told of the asset in the transaction that made it visible."""
    asset = await studio.upload()

    async with studio.database.read() as tx:
        rows = (await tx.exec_driver_sql("SELECT kind, subject_id FROM events")).all()
    assert [tuple(row) for row in rows] == [("asset.created", asset.id)]


async def test_file_over_the_cap_is_refused_while_it_comes_in(studio: Studio) -> None:
    """The cap holds at the chunk that passes it, not at the end."""
    async with studio.ingest.receive(studio.owner) as upload:
        upload.write(b"x" * 10_000)

        with pytest.raises(UploadTooLarge):
            upload.write(b"x")

    assert studio.files() == []


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotAnImage),
        (b"hello", NotAnImage),
        (b"%PDF-1.7", UnsupportedFormat),
        (b"\0\0\0\x18ftypheic\0\0\0\0heic", UnsupportedFormat),
        (b"\xff\xd8\xff broken", BrokenImage),
        (fake_picture(40_000, 10), SourceTooLarge),
        (fake_picture(20_000, 20_000), SourceTooLarge),
    ],
)
async def test_bad_file_leaves_nothing(
    studio: Studio, content: bytes, error: type[PixmillError]
) -> None:
    """A file that is refused leaves no row, no blob and no temporary file."""
    with pytest.raises(error):
        await studio.upload(content)

    assert studio.files() == []
    assert await studio.count("assets") == 0


@pytest.mark.parametrize("step", ["before_put", "after_put", "stat", "short"])
async def test_failing_storage_leaves_nothing(tmp_path: Path, step: str) -> None:
    """Whatever step of keeping the blob fails, what was done before is undone at once."""
    store = FaultyStore(tmp_path)
    async with open_studio(tmp_path, store) as studio:
        store.broken = {step}

        with pytest.raises((StorageFull, StorageUnavailable)):
            await studio.upload()

        assert studio.files() == []
        assert await studio.count("assets") == 0
        assert await studio.count("events") == 0


@pytest.mark.parametrize("step", ["before_put", "after_put", "stat", "short"])
async def test_what_a_killed_upload_left_is_swept(tmp_path: Path, step: str) -> None:
    """When even the undoing fails, the row stays, nobody sees it, and the sweeper finishes."""
    store = FaultyStore(tmp_path)
    async with open_studio(tmp_path, store) as studio:
        store.broken = {step, "delete"}
        with pytest.raises((StorageFull, StorageUnavailable)):
            await studio.upload()
        assert await studio.count("assets") == 1
        store.broken = set()
        studio.clock.advance(1)

        await studio.chores.finish_deletions()

        assert studio.files() == []
        assert await studio.count("assets") == 0


async def test_client_that_goes_away_leaves_nothing(tmp_path: Path) -> None:
    """A cancelled upload is undone like a failed one."""
    store = FaultyStore(tmp_path)
    async with open_studio(tmp_path, store) as studio:
        store.broken = {"hang_after_put"}
        task = asyncio.create_task(studio.upload())
        await store.is_waiting.wait()

        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert studio.files() == []
        assert await studio.count("assets") == 0


async def test_unfinished_upload_leaves_nothing(studio: Studio) -> None:
    """Bytes that were never finished are gone when the upload is left."""
    async with studio.ingest.receive(studio.owner) as upload:
        upload.write(fake_picture())

    assert studio.files() == []


async def test_pending_asset_is_invisible_and_swept_when_old(tmp_path: Path) -> None:
    """A row without its end is shown to nobody, and goes with its blob once it is old."""
    store = FaultyStore(tmp_path)
    async with open_studio(tmp_path, store) as studio:
        store.broken = {"hang_after_put"}
        task = asyncio.create_task(studio.upload())
        await store.is_waiting.wait()

        young = await studio.chores.abandon_lost_uploads()
        studio.clock.advance(16 * 60)
        old = await studio.chores.abandon_lost_uploads()

        assert (young, old) == (0, 1)
        assert [name for name in studio.files() if "originals" in name] == []
        assert await studio.count("assets") == 0
        task.cancel()
        await asyncio.wait({task})


async def test_upload_that_was_swept_does_not_come_back(tmp_path: Path) -> None:
    """An upload slower than the sweeper's patience fails instead of showing a lost blob."""

    class SlowStore(FaultyStore):
        @override
        async def stat(self, key: BlobKey) -> BlobFacts:
            facts = await super().stat(key)
            studio.clock.advance(16 * 60)
            await studio.chores.abandon_lost_uploads()
            return facts

    async with open_studio(tmp_path, SlowStore(tmp_path)) as studio:
        with pytest.raises(UploadInterrupted):
            await studio.upload()

        assert studio.files() == []
        assert await studio.count("assets") == 0


async def test_viewer_may_not_upload(studio: Studio) -> None:
    """Adding pictures needs the role of an editor."""
    viewer = replace(studio.owner, role=Role.VIEWER)

    with pytest.raises(Forbidden):
        await studio.upload(principal=viewer)


async def test_taken_public_id_is_refused(studio: Studio) -> None:
    """A public id that was asked for is given as it is, or not at all."""
    await studio.upload(public_id="travel/dusk")

    with pytest.raises(PublicIdTaken) as caught:
        await studio.upload(public_id="travel/dusk")

    assert caught.value.field == "public_id"
    assert await studio.count("assets") == 1
    assert len(studio.files()) == 1


async def test_public_id_is_taken_in_one_workspace_only(studio: Studio) -> None:
    """Workspaces do not see each other's names."""
    await studio.upload(public_id="dusk")

    asset = await studio.upload(public_id="dusk", principal=studio.stranger)

    assert asset.public_id == "dusk"


async def test_same_file_name_gets_another_public_id(studio: Studio) -> None:
    """Without a wish the public id is made from the file's name, and made unique."""
    first = await studio.upload(original_name="Día de Playa.JPG")
    second = await studio.upload(original_name="Día de Playa.JPG")

    assert first.public_id == "día-de-playa"
    assert second.public_id.startswith("día-de-playa-")


async def test_bad_metadata_is_refused_before_the_file_is_looked_at(studio: Studio) -> None:
    """A mistake in a field costs no decoding."""
    with pytest.raises(InvalidMetadata) as caught:
        await studio.upload(title="x" * 201)

    assert caught.value.field == "title"
    assert studio.engine.inspected == 0


async def test_many_uploads_at_once_all_succeed(studio: Studio) -> None:
    """Uploads of the same file by the same user do not get into each other's way."""
    uploads = await asyncio.gather(*(studio.upload() for _ in range(20)))

    assert len({asset.public_id for asset in uploads}) == 20
    assert len(studio.files()) == 20


async def test_facts_survive_the_database(studio: Studio) -> None:
    """What is read back plans exactly like what was inspected, turned pictures too."""
    asset = await studio.upload(fake_picture(64, 48, source_format=SourceFormat.PNG, orientation=8))

    async with studio.database.read() as tx:
        stored = await AssetRepository(tx).find(studio.owner.workspace_id, asset.id)

    assert stored is not None
    assert stored.facts == asset.facts
    assert stored == asset
