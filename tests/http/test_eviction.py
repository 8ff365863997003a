"""A file may go between being found and being opened; the client gets its picture all the same."""

import pytest

from pixmill.accounts.principal import Principal
from pixmill.assets.asset import Asset
from pixmill.delivery.order import Order
from pixmill.delivery.rendition import Original, Rendition
from pixmill.delivery.service import DeliveryService
from tests.http.house import Headers, House

# The second is too large to be read at once.
QUERIES = ["?width=30&format=webp", "?width=700&format=tiff"]


@pytest.fixture
def evictions(monkeypatch: pytest.MonkeyPatch) -> list[Rendition]:
    """Have the first file that is found evicted before anybody can open it."""
    evicted: list[Rendition] = []
    make = DeliveryService._make_once

    async def make_and_evict(service: DeliveryService, order: Order) -> Rendition:
        rendition = await make(service, order)
        if not evicted:
            rendition.path.unlink()
            evicted.append(rendition)
        return rendition

    monkeypatch.setattr(DeliveryService, "_make_once", make_and_evict)
    return evicted


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=10-"}], ids=["whole", "part"])
async def test_an_evicted_rendition_is_made_again_for_the_answer(
    house: House, ann: Headers, evictions: list[Rendition], *, query: str, headers: Headers
) -> None:
    """Cleaning up never shows: the answer is that of any other moment."""
    asset = await house.upload(ann, "photo.png")

    answer = await house.client.get(f"/api/assets/{asset}/file{query}", headers=ann | headers)
    later = await house.client.get(f"/api/assets/{asset}/file{query}", headers=ann | headers)

    assert len(evictions) == 1
    assert answer.status_code == (206 if headers else 200)
    assert answer.content == later.content
    assert answer.headers["etag"] == later.headers["etag"]


async def test_an_original_that_is_gone_for_good_is_told(
    house: House, ann: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second look finds what is wrong, instead of failing on the file."""
    asset = await house.upload(ann)
    find = DeliveryService.original

    async def find_and_lose(
        service: DeliveryService, principal: Principal, asset: Asset
    ) -> Original:
        original = await find(service, principal, asset)
        original.path.unlink()
        return original

    monkeypatch.setattr(DeliveryService, "original", find_and_lose)

    answer = await house.client.get(f"/api/assets/{asset}/file", headers=ann)

    assert answer.json()["code"] == "blob_not_found"
