"""Pictures for those who may see them: from the cache if it has them, else made once."""

from typing import Final

import msgspec

from pixmill.accounts.principal import Principal
from pixmill.assets.asset import Asset
from pixmill.assets.errors import AssetNotFound
from pixmill.assets.service import AssetService
from pixmill.delivery.errors import RenditionNotFound
from pixmill.delivery.order import Order
from pixmill.delivery.policy import require_view
from pixmill.delivery.renderer import Renderer
from pixmill.delivery.rendition import Original, Rendition, RenditionRecord, Transformed
from pixmill.delivery.shelf import Shelf
from pixmill.delivery.singleflight import SingleFlight
from pixmill.engine.protocol import MAX_DESCRIPTORS
from pixmill.storage.errors import BlobNotFound
from pixmill.storage.store import BlobStore
from pixmill.transform.formats import OutputFormat
from pixmill.transform.operations import InvalidOperation
from pixmill.transform.recipe import Recipe

MAX_LISTED_RENDITIONS: Final = 100
"""Renditions of one asset that are listed at most, the latest first."""

# One descriptor is the source, one the result.
_MAX_OVERLAYS: Final = MAX_DESCRIPTORS - 2


class DeliveryService:
    """Finds or makes renditions; `close` ends what is being made."""

    def __init__(
        self, assets: AssetService, store: BlobStore, *, renderer: Renderer, shelf: Shelf
    ) -> None:
        """Work on these; nothing is opened here."""
        self._assets = assets
        self._store = store
        self._renderer = renderer
        self._shelf = shelf
        self._flights: SingleFlight[Rendition] = SingleFlight()

    async def close(self) -> None:
        """End all rendering; whoever waits for it is told to come back."""
        await self._flights.close()

    async def original(self, principal: Principal, asset: Asset) -> Original:
        """Return the file that was uploaded.

        Raises:
            AssetNotFound: the caller may not see it.
        """
        require_view(principal, asset)
        try:
            path = await self._store.local_file(asset.blob_key)
        except BlobNotFound:
            await self._shelf.check_wanted(asset)
            raise
        return Original(
            path=path,
            bytes=asset.bytes,
            media_type=asset.media_type,
            etag=asset.sha256,
            created_at=asset.created_at,
            file_name=f"{asset.stem}.{asset.extension}",
        )

    async def picture(
        self, principal: Principal, asset: Asset, recipe: Recipe, *, chosen: OutputFormat
    ) -> Rendition:
        """Return what the recipe makes of the asset, from the cache if it is there.

        Raises:
            AssetNotFound: the caller may not see the asset, or one that the recipe lays over it;
                then the field says so.
            InvalidOperation: the recipe makes no sense on this picture.
            OutputTooLarge: it asks for more pixels than allowed.
            RetryableError: the engine has no room, or gave up.
        """
        order = await self._order(principal, asset, recipe, chosen=chosen)
        return self._shelf.find(order) or await self._make_once(order)

    async def transform(
        self, principal: Principal, asset: Asset, recipe: Recipe, *, chosen: OutputFormat
    ) -> Transformed:
        """Return the same as `picture`, with the numbers of the result; raises the same."""
        order = await self._order(principal, asset, recipe, chosen=chosen)
        record = await self._shelf.record(asset, order.fingerprint)
        rendition = self._shelf.find(order)
        if record is None or rendition is None:
            # A file without a record is what a crash between the two has left.
            rendition = await self._make_once(order)
            record = await self._shelf.record(asset, order.fingerprint)
        if record is None:
            message = f"There is no picture {asset.id!r} any more."
            raise AssetNotFound(message)
        return Transformed(rendition=rendition, record=record)

    async def stored(self, principal: Principal, asset_id: str, fingerprint: str) -> Rendition:
        """Return a rendition that was made before, by its fingerprint.

        If its file was evicted it is made again. After an update of Pixmill that draws differently,
        the answer may have another fingerprint.

        Raises:
            AssetNotFound: the caller may not see the asset, or an overlay is gone.
            RenditionNotFound: no such rendition was ever made.
        """
        asset = await self._assets.get(principal, asset_id)
        require_view(principal, asset)
        record = await self._shelf.record(asset, fingerprint)
        if record is None:
            raise _rendition_not_found(fingerprint)
        try:
            recipe = msgspec.json.decode(record.recipe, type=Recipe)
        except (msgspec.DecodeError, InvalidOperation) as exc:
            # Written by another release, whose operations are not ours.
            raise _rendition_not_found(fingerprint) from exc
        return await self.picture(principal, asset, recipe, chosen=record.format)

    async def renditions(self, principal: Principal, asset: Asset) -> tuple[RenditionRecord, ...]:
        """Return what was made of an asset, the latest first.

        Raises:
            AssetNotFound: the caller may not see it.
        """
        require_view(principal, asset)
        return await self._shelf.records(asset, limit=MAX_LISTED_RENDITIONS)

    async def flush_uses(self) -> int:
        """Store when renditions were used, which was only noted so far: a chore for the sweeper."""
        return await self._shelf.flush_uses()

    async def _order(
        self, principal: Principal, asset: Asset, recipe: Recipe, *, chosen: OutputFormat
    ) -> Order:
        """Ask the policy about every asset that shows in the result, before any cache is asked."""
        require_view(principal, asset)
        names = recipe.overlay_assets
        if len(names) > _MAX_OVERLAYS:
            message = (
                f"The recipe lays {len(names)} pictures over; at most {_MAX_OVERLAYS} will do."
            )
            raise InvalidOperation(message, field="watermark.asset", action="Use fewer pictures.")
        overlays = {name: await self._overlay(principal, name) for name in names}
        return Order(asset=asset, recipe=recipe, chosen=chosen, overlays=overlays)

    async def _overlay(self, principal: Principal, name: str) -> Asset:
        try:
            asset = await self._assets.get(principal, name)
            require_view(principal, asset)
        except AssetNotFound as exc:
            raise AssetNotFound(
                f"There is no picture {name!r} to use as a watermark.",
                field="watermark.asset",
                action="Give the id of a picture you uploaded.",
            ) from exc
        return asset

    async def _make_once(self, order: Order) -> Rendition:
        key = order.cache_key.path
        return await self._flights.run(key, lambda: self._make(order))

    async def _make(self, order: Order) -> Rendition:
        try:
            async with self._renderer.draw(order) as drawn:
                return await self._shelf.put(order, drawn)
        except BlobNotFound:
            # Usual when the asset was deleted a moment ago; otherwise a file is really lost.
            for asset in (order.asset, *order.overlays.values()):
                await self._shelf.check_wanted(asset)
            raise


def _rendition_not_found(fingerprint: str) -> RenditionNotFound:
    return RenditionNotFound(f"There is no rendition {fingerprint[:40]!r} of this picture.")
