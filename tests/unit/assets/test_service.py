import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from pixmill.accounts.principal import Role
from pixmill.assets.errors import AssetNotFound, Forbidden, InvalidMetadata, PublicIdTaken
from pixmill.assets.service import AssetChanges, AssetService
from pixmill.assets.settings import CatalogueSettings
from pixmill.errors import PixmillError
from tests.unit.assets.studio import Studio, open_studio
from tests.unit.assets.test_ingest import FaultyStore


async def test_asset_is_found_by_both_names(studio: Studio) -> None:
    """An id and a public id lead to the same asset."""
    asset = await studio.upload(public_id="travel/dusk")

    by_id = await studio.assets.get(studio.owner, asset.id)
    by_public_id = await studio.assets.get(studio.owner, "travel/dusk")

    assert by_id == by_public_id == asset


@pytest.mark.parametrize("name", ["", "unknown", "half\ud800", "nul\x00", "x" * 5000])
async def test_unknown_asset_is_not_found(studio: Studio, name: str) -> None:
    """Whatever is asked for, the answer is the same."""
    with pytest.raises(AssetNotFound):
        await studio.assets.get(studio.owner, name)


async def test_asset_of_someone_else_is_not_found(studio: Studio) -> None:
    """Looking, changing and deleting all say that it does not exist, even when it is cached."""
    asset = await studio.upload(public_id="dusk")
    await studio.assets.get(studio.owner, asset.id)

    for name in (asset.id, "dusk"):
        with pytest.raises(AssetNotFound):
            await studio.assets.get(studio.stranger, name)
        with pytest.raises(AssetNotFound):
            await studio.assets.update(studio.stranger, name, changes=AssetChanges(title="mine"))
        with pytest.raises(AssetNotFound):
            await studio.assets.delete(studio.stranger, name)

    assert await studio.assets.get(studio.owner, asset.id) == asset


async def test_change_shows_at_once(studio: Studio) -> None:
    """What was cached before a change is not shown after it, under none of its names."""
    asset = await studio.upload(public_id="dusk", tags=["a"])
    await studio.assets.get(studio.owner, asset.id)
    await studio.assets.get(studio.owner, "dusk")
    studio.clock.advance(1)

    changed = await studio.assets.update(
        studio.owner, "dusk", changes=AssetChanges(title="Dusk", public_id="dawn", tags=["b", "c"])
    )

    assert (changed.title, changed.public_id, changed.tags) == ("Dusk", "dawn", ("b", "c"))
    assert changed.updated_at > asset.updated_at
    assert await studio.assets.get(studio.owner, asset.id) == changed
    assert await studio.assets.get(studio.owner, "dawn") == changed
    with pytest.raises(AssetNotFound):
        await studio.assets.get(studio.owner, "dusk")


async def test_fields_that_are_not_named_stay(studio: Studio) -> None:
    """Leaving a field out keeps it, None or nothing empties it."""
    asset = await studio.upload(title="Dusk", tags=["a"])

    kept = await studio.assets.update(studio.owner, asset.id, changes=AssetChanges())
    emptied = await studio.assets.update(
        studio.owner, asset.id, changes=AssetChanges(title=None, tags=[])
    )

    assert (kept.title, kept.tags) == ("Dusk", ("a",))
    assert (emptied.title, emptied.tags) == (None, ())


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (AssetChanges(title="x" * 201), InvalidMetadata),
        (AssetChanges(tags=["x" * 65]), InvalidMetadata),
        (AssetChanges(public_id="/a"), InvalidMetadata),
        (AssetChanges(public_id="taken"), PublicIdTaken),
    ],
)
async def test_bad_change_changes_nothing(
    studio: Studio, changes: AssetChanges, error: type[PixmillError]
) -> None:
    """A change is made wholly or not at all."""
    await studio.upload(public_id="taken")
    asset = await studio.upload(tags=["a"])

    with pytest.raises(error):
        await studio.assets.update(
            studio.owner, asset.id, changes=replace(changes, title=changes.title or "new")
        )

    assert await studio.assets.get(studio.owner, asset.id) == asset


async def test_viewer_may_neither_change_nor_delete(studio: Studio) -> None:
    """The role of a viewer only looks."""
    asset = await studio.upload()
    viewer = replace(studio.owner, role=Role.VIEWER)

    with pytest.raises(Forbidden):
        await studio.assets.update(viewer, asset.id, changes=AssetChanges(title="x"))
    with pytest.raises(Forbidden):
        await studio.assets.delete(viewer, asset.id)

    assert await studio.assets.get(viewer, asset.id) == asset


async def test_deleted_asset_leaves_nothing(studio: Studio) -> None:
    """Row, tags, blob and cached record all go, and its public id is free again."""
    asset = await studio.upload(public_id="dusk", tags=["a"])
    await studio.assets.get(studio.owner, asset.id)

    await studio.assets.delete(studio.owner, asset.id)

    with pytest.raises(AssetNotFound):
        await studio.assets.get(studio.owner, asset.id)
    assert studio.files() == []
    assert await studio.count("assets") == 0
    assert await studio.count("asset_tags") == 0
    assert (await studio.upload(public_id="dusk")).public_id == "dusk"


async def test_changes_and_deletion_are_told(studio: Studio) -> None:
    """Every change is an event, in the order in which they happened."""
    asset = await studio.upload()
    studio.clock.advance(1)
    await studio.assets.update(studio.owner, asset.id, changes=AssetChanges(title="Dusk"))
    studio.clock.advance(1)
    await studio.assets.delete(studio.owner, asset.id)

    async with studio.database.read() as tx:
        query = "SELECT kind FROM events ORDER BY created_at, id"
        kinds = (await tx.exec_driver_sql(query)).scalars().all()
    assert kinds == ["asset.created", "asset.updated", "asset.deleted"]


async def test_deletion_that_fails_half_way_is_finished_later(tmp_path: Path) -> None:
    """For people the asset is gone and its name free; its bytes follow when the storage is back."""
    store = FaultyStore(tmp_path)
    async with open_studio(tmp_path, store) as studio:
        asset = await studio.upload(public_id="dusk")
        store.broken = {"delete"}

        await studio.assets.delete(studio.owner, asset.id)

        with pytest.raises(AssetNotFound):
            await studio.assets.get(studio.owner, asset.id)
        again = await studio.upload(public_id="dusk")
        assert len(studio.files()) == 2
        store.broken = set()
        studio.clock.advance(1)
        assert await studio.chores.finish_deletions() == 1
        assert studio.files() == [f"storage/{again.blob_key}"]


async def test_only_one_of_two_deletions_succeeds(studio: Studio) -> None:
    """An asset is deleted once; who comes second is told that there is none."""
    asset = await studio.upload()

    outcomes = await asyncio.gather(
        *(studio.assets.delete(studio.owner, asset.id) for _ in range(2)), return_exceptions=True
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AssetNotFound", "NoneType"]


async def test_records_are_cached_for_a_bounded_time(studio: Studio) -> None:
    """A change made by another process shows after a while."""
    asset = await studio.upload()
    elsewhere = AssetService(
        studio.database, studio.removal, settings=CatalogueSettings(), clock=studio.clock
    )
    await studio.assets.get(studio.owner, asset.id)
    await elsewhere.update(studio.owner, asset.id, changes=AssetChanges(title="new"))

    soon = await studio.assets.get(studio.owner, asset.id)
    studio.clock.advance(5)
    later = await studio.assets.get(studio.owner, asset.id)

    assert (soon.title, later.title) == (None, "new")


async def test_number_of_cached_records_is_bounded(studio: Studio) -> None:
    """The record used least recently makes room, and is read again when it is asked for."""
    assets = AssetService(
        studio.database, studio.removal, settings=CatalogueSettings(cached_records=2)
    )
    uploads = [await studio.upload() for _ in range(3)]

    for _ in range(2):
        for asset in uploads:
            assert await assets.get(studio.owner, asset.id) == asset
    assert len(assets._records._entries) == 2
