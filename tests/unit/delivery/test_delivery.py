import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import update

from pixmill.accounts.principal import Principal
from pixmill.assets.asset import Asset, AssetState
from pixmill.assets.errors import AssetNotFound
from pixmill.db.tables import renditions
from pixmill.delivery.errors import DeliveryStopped, RenditionNotFound
from pixmill.delivery.rendition import Rendition
from pixmill.errors import PixmillError
from pixmill.storage.errors import BlobNotFound
from pixmill.transform.formats import OutputFormat
from pixmill.transform.limits import OutputTooLarge
from pixmill.transform.operations import Crop, Grayscale, InvalidOperation, Resize, Watermark
from pixmill.transform.recipe import Recipe
from tests.unit.assets.studio import Studio, fake_picture

SMALL = Recipe(operations=(Resize(width=20),))
WEBP = OutputFormat.WEBP


async def ask(
    studio: Studio, asset: Asset, recipe: Recipe = SMALL, *, principal: Principal | None = None
) -> Rendition:
    """Ask for a picture as WebP."""
    return await studio.delivery.picture(principal or studio.owner, asset, recipe, chosen=WEBP)


def cached(studio: Studio) -> list[str]:
    """Name the files in the cache, temporary ones too."""
    return [name for name in studio.files() if name.startswith("cache/")]


async def test_rendition_is_made_once_and_then_found(studio: Studio) -> None:
    """The second time the file comes from the cache."""
    asset = await studio.upload()

    first = await ask(studio, asset)
    second = await ask(studio, asset)

    assert first == second
    assert first.path.read_bytes() == b"webp 20x15 of 1"
    assert (first.bytes, first.media_type, first.file_name) == (15, "image/webp", "photo.webp")
    assert first.etag == first.fingerprint
    assert studio.engine.rendered == 1


async def test_hundred_waiters_cost_one_rendering(studio: Studio) -> None:
    """A burst of requests for one picture is one piece of work."""
    asset = await studio.upload()

    results = await asyncio.gather(*(ask(studio, asset) for _ in range(100)))

    assert studio.engine.rendered == 1
    assert len(set(results)) == 1
    assert len(cached(studio)) == 1
    assert await studio.count("renditions") == 1


async def test_other_recipe_or_format_is_another_rendition(studio: Studio) -> None:
    """What would be other bytes is never mixed up; what only spells differently is one."""
    asset = await studio.upload()

    await ask(studio, asset)
    await ask(studio, asset, Recipe(operations=(Resize(width=20), Grayscale())))
    await studio.delivery.picture(studio.owner, asset, SMALL, chosen=OutputFormat.PNG)
    await ask(studio, asset, Recipe(operations=(Resize(width=20), Watermark(text="x", opacity=0))))

    assert studio.engine.rendered == 3
    assert len(cached(studio)) == 3


async def test_same_bytes_uploaded_twice_share_nothing(studio: Studio) -> None:
    """Renditions belong to their asset, so that deleting one does not touch the other."""
    first, second = await studio.upload(), await studio.upload()
    await ask(studio, first)
    kept = await ask(studio, second)

    await studio.assets.delete(studio.owner, first.id)

    assert kept.path.exists()
    assert len(cached(studio)) == 1


async def test_policy_is_asked_before_the_cache(studio: Studio) -> None:
    """A picture in the cache is no answer for those who may not see it."""
    asset = await studio.upload()
    fingerprint = (await ask(studio, asset)).fingerprint

    with pytest.raises(AssetNotFound):
        await ask(studio, asset, principal=studio.stranger)
    with pytest.raises(AssetNotFound):
        await studio.delivery.original(studio.stranger, asset)
    with pytest.raises(AssetNotFound):
        await studio.delivery.transform(studio.stranger, asset, SMALL, chosen=WEBP)
    with pytest.raises(AssetNotFound):
        await studio.delivery.stored(studio.stranger, asset.id, fingerprint)
    with pytest.raises(AssetNotFound):
        await studio.delivery.renditions(studio.stranger, asset)
    with pytest.raises(AssetNotFound):
        await ask(studio, replace(asset, state=AssetState.DELETING))


async def test_deleted_asset_takes_its_renditions_along(studio: Studio) -> None:
    """Neither files nor records stay."""
    asset = await studio.upload()
    await ask(studio, asset)

    await studio.assets.delete(studio.owner, asset.id)

    assert studio.files() == []
    assert await studio.count("renditions") == 0


async def test_asset_deleted_during_rendering_leaves_nothing(studio: Studio) -> None:
    """A rendition that comes too late is thrown away, and who waits is told."""
    asset = await studio.upload()
    studio.engine.may_render.clear()
    waiting = asyncio.create_task(ask(studio, asset))
    await studio.engine.rendering.wait()

    await studio.assets.delete(studio.owner, asset.id)
    studio.engine.may_render.set()

    with pytest.raises(AssetNotFound):
        await waiting
    assert studio.files() == []
    assert await studio.count("renditions") == 0


async def test_deletions_and_renderings_at_once_leave_nothing(studio: Studio) -> None:
    """Whatever the order in which they meet, a deleted asset has no files in the end."""
    uploads = [await studio.upload() for _ in range(10)]

    async def render_some(asset: Asset) -> None:
        for width in range(1, 6):
            await ask(studio, asset, Recipe(operations=(Resize(width=width),)))

    outcomes = await asyncio.gather(
        *(render_some(asset) for asset in uploads),
        *(studio.assets.delete(studio.owner, asset.id) for asset in uploads),
        return_exceptions=True,
    )

    assert {type(outcome) for outcome in outcomes} <= {type(None), AssetNotFound}
    assert studio.files() == []
    assert await studio.count("renditions") == 0


async def test_record_read_before_the_deletion_gives_nothing(studio: Studio) -> None:
    """An asset in hand is no claim on a picture that is gone."""
    asset = await studio.upload()
    await studio.assets.delete(studio.owner, asset.id)

    with pytest.raises(AssetNotFound):
        await ask(studio, asset)
    with pytest.raises(AssetNotFound):
        await studio.delivery.original(studio.owner, asset)


async def test_lost_original_is_told_apart_from_a_deleted_one(studio: Studio) -> None:
    """When the asset is there and its file is not, something is wrong with the server."""
    asset = await studio.upload()
    await studio.store.delete(asset.blob_key)

    with pytest.raises(BlobNotFound):
        await ask(studio, asset)
    with pytest.raises(BlobNotFound):
        await studio.delivery.original(studio.owner, asset)


async def test_original_is_the_upload(studio: Studio) -> None:
    """The original comes as it was uploaded, named after its content."""
    content = fake_picture(padding=100)
    asset = await studio.upload(content, original_name="dusk.exe")

    original = await studio.delivery.original(studio.owner, asset)

    assert original.path.read_bytes() == content
    assert original.etag == asset.sha256
    assert (original.media_type, original.file_name) == ("image/jpeg", "dusk.jpg")
    assert original.bytes == len(content)


async def test_file_is_named_after_the_public_id_without_a_name(studio: Studio) -> None:
    """There is always something to call a file."""
    asset = await studio.upload(original_name=None, public_id="travel/dusk")

    assert (await studio.delivery.original(studio.owner, asset)).file_name == "dusk.jpg"


async def test_transformation_tells_its_numbers(studio: Studio) -> None:
    """Made or found, the answer has the size of the result."""
    asset = await studio.upload()

    made = await studio.delivery.transform(studio.owner, asset, SMALL, chosen=WEBP)
    found = await studio.delivery.transform(studio.owner, asset, SMALL, chosen=WEBP)

    assert made == found
    assert (made.record.width, made.record.height, made.record.frames) == (20, 15, 1)
    assert made.record.bytes == made.rendition.bytes == 15
    assert studio.engine.rendered == 1


async def test_file_without_a_record_is_made_again(studio: Studio) -> None:
    """A crash between file and record does not leave a picture without numbers."""
    asset = await studio.upload()
    await ask(studio, asset)
    async with studio.database.write() as tx:
        await tx.exec_driver_sql("DELETE FROM renditions")

    answer = await studio.delivery.transform(studio.owner, asset, SMALL, chosen=WEBP)

    assert answer.record.width == 20
    assert studio.engine.rendered == 2


async def test_stored_rendition_is_found_by_its_fingerprint(studio: Studio) -> None:
    """The address of a rendition goes on working, from the cache first."""
    asset = await studio.upload()
    made = await ask(studio, asset)

    found = await studio.delivery.stored(studio.owner, asset.id, made.fingerprint)

    assert found == made
    assert studio.engine.rendered == 1


async def test_evicted_rendition_is_made_again_from_its_record(studio: Studio) -> None:
    """What the cache has lost is drawn from the recipe that was kept."""
    overlay = await studio.upload()
    asset = await studio.upload()
    recipe = Recipe(
        operations=(Resize(width=20), Watermark(asset=overlay.id), Watermark(text="é", tile=True))
    )
    made = await ask(studio, asset, recipe)
    made.path.unlink()

    again = await studio.delivery.stored(studio.owner, asset.id, made.fingerprint)

    assert again.fingerprint == made.fingerprint
    assert again.path.read_bytes() == b"webp 20x15 of 2"
    assert await studio.count("renditions") == 1


async def test_unknown_fingerprint_is_not_found(studio: Studio) -> None:
    """Only what was made once has an address."""
    asset = await studio.upload()

    with pytest.raises(RenditionNotFound):
        await studio.delivery.stored(studio.owner, asset.id, "0" * 40)


async def test_record_of_another_release_is_not_found(studio: Studio) -> None:
    """A recipe that this release cannot read is no error of the server."""
    asset = await studio.upload()
    made = await ask(studio, asset)
    async with studio.database.write() as tx:
        recipe = '{"operations":[{"op":"levitate"}]}'
        await tx.execute(update(renditions).values(recipe=recipe))

    with pytest.raises(RenditionNotFound):
        await studio.delivery.stored(studio.owner, asset.id, made.fingerprint)


async def test_renditions_of_an_asset_are_listed(studio: Studio) -> None:
    """The latest comes first."""
    asset = await studio.upload()
    first = await ask(studio, asset)
    studio.clock.advance(1)
    second = await ask(studio, asset, Recipe(operations=(Grayscale(),)))

    listed = await studio.delivery.renditions(studio.owner, asset)

    assert [record.fingerprint for record in listed] == [second.fingerprint, first.fingerprint]


async def test_overlay_may_be_named_by_public_id(studio: Studio) -> None:
    """The picture that is laid over reaches the engine as the second file."""
    await studio.upload(public_id="logo")
    asset = await studio.upload()

    rendition = await ask(studio, asset, Recipe(operations=(Watermark(asset="logo"),)))

    assert rendition.path.read_bytes() == b"webp 40x30 of 2"


async def test_overlay_of_someone_else_is_refused_by_field(studio: Studio) -> None:
    """A recipe is no way to see what one may not see, even when its result is cached."""
    theirs = await studio.upload(principal=studio.stranger)
    asset = await studio.upload()

    with pytest.raises(AssetNotFound) as caught:
        await ask(studio, asset, Recipe(operations=(Watermark(asset=theirs.id),)))

    assert caught.value.field == "watermark.asset"
    assert studio.engine.rendered == 0


async def test_deleted_overlay_is_refused_even_with_the_result_in_the_cache(
    studio: Studio,
) -> None:
    """What shows a deleted picture is not shown any more."""
    overlay, asset = await studio.upload(), await studio.upload()
    recipe = Recipe(operations=(Watermark(asset=overlay.id),))
    made = await ask(studio, asset, recipe)
    await studio.assets.delete(studio.owner, overlay.id)

    with pytest.raises(AssetNotFound):
        await ask(studio, asset, recipe)
    with pytest.raises(AssetNotFound):
        await studio.delivery.stored(studio.owner, asset.id, made.fingerprint)


@pytest.mark.parametrize(
    ("recipe", "error"),
    [
        (Recipe(operations=(Crop(x=1000, y=0, width=5, height=5),)), InvalidOperation),
        (Recipe(operations=(Resize(width=20_000),)), OutputTooLarge),
        (
            Recipe(operations=tuple(Watermark(asset=str(number)) for number in range(31))),
            InvalidOperation,
        ),
    ],
)
async def test_impossible_recipe_costs_no_rendering(
    studio: Studio, recipe: Recipe, error: type[PixmillError]
) -> None:
    """A recipe is refused in numbers, before a file is opened."""
    asset = await studio.upload()

    with pytest.raises(error):
        await ask(studio, asset, recipe)

    assert studio.engine.rendered == 0
    assert cached(studio) == []


async def test_waiter_that_goes_away_still_fills_the_cache(studio: Studio) -> None:
    """Work that was begun is not thrown away."""
    asset = await studio.upload()
    studio.engine.may_render.clear()
    waiting = asyncio.create_task(ask(studio, asset))
    await studio.engine.rendering.wait()
    waiting.cancel()
    await asyncio.wait({waiting})

    studio.engine.may_render.set()
    await ask(studio, asset)

    assert studio.engine.rendered == 1


async def test_shutdown_ends_what_is_being_made(studio: Studio) -> None:
    """Who waits is told to come back, and no temporary file stays."""
    asset = await studio.upload()
    studio.engine.may_render.clear()
    waiting = asyncio.create_task(ask(studio, asset))
    await studio.engine.rendering.wait()

    await studio.delivery.close()

    with pytest.raises(DeliveryStopped):
        await waiting
    assert cached(studio) == []


async def test_uses_are_stored_in_batches(studio: Studio) -> None:
    """Hits write nothing by themselves; the chore stores when a rendition was used last."""
    asset = await studio.upload()
    await ask(studio, asset)
    studio.clock.advance(60)
    await ask(studio, asset)
    await ask(studio, asset)
    [before] = await studio.delivery.renditions(studio.owner, asset)

    flushed = await studio.delivery.flush_uses()

    [after] = await studio.delivery.renditions(studio.owner, asset)
    assert flushed == 1
    assert (after.last_used_at - before.last_used_at).total_seconds() == 60
    assert await studio.delivery.flush_uses() == 0
