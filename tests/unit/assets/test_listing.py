from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from pixmill.assets.asset import Asset, AssetState
from pixmill.assets.errors import InvalidQuery
from pixmill.assets.query import AssetQuery, AssetSort
from pixmill.assets.repository import AssetRepository
from pixmill.storage.keys import BlobKey
from pixmill.transform.formats import SourceFormat
from pixmill.transform.source import SourceFacts
from tests.unit.assets.studio import Studio, open_studio

START = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 240
FORMATS = tuple(SourceFormat)


def make_asset(number: int, studio: Studio) -> Asset:
    """Return the record number so and so of a library in which every figure repeats differently."""
    created_at = START + timedelta(hours=number // 2)
    facts = SourceFacts(
        format=FORMATS[number % len(FORMATS)],
        width=10 + number % 7,
        height=10 + number % 11,
        orientation=6 if number % 5 == 0 else 1,
    )
    tags = {f"mod{number % 3}", "even" if number % 2 == 0 else "odd"}
    return Asset(
        id=f"{number:032x}",
        workspace_id=studio.owner.workspace_id,
        created_by=studio.owner.user_id,
        public_id=f"folder/Photo_{number}",
        version=1,
        state=AssetState.READY,
        title=f"100% Title {number:03}" if number % 4 == 0 else None,
        original_name=f"file{number:03}.bin" if number % 4 == 1 else None,
        facts=facts,
        bytes=1000 * (number % 13),
        sha256="0" * 64,
        blob_key=BlobKey(f"originals/{number}"),
        placeholder=None,
        palette=(),
        tags=tuple(sorted(tags)),
        created_at=created_at,
        updated_at=created_at,
    )


@pytest.fixture
async def library(tmp_path: Path) -> AsyncGenerator[tuple[Studio, list[Asset]]]:
    """Open a studio with a few hundred records, and some that must never show."""
    async with open_studio(tmp_path) as studio:
        records = [make_asset(number, studio) for number in range(COUNT)]
        hidden = [
            replace(records[0], id="f" * 32, public_id="a", state=AssetState.PENDING),
            replace(records[0], id="e" * 32, public_id="b", state=AssetState.DELETING),
            replace(records[0], id="d" * 32, workspace_id=studio.stranger.workspace_id),
        ]
        async with studio.database.write() as tx:
            for record in (*records, *hidden):
                assert await AssetRepository(tx).insert(record)
        yield studio, records


FILTERS: list[tuple[AssetQuery, Callable[[Asset], bool]]] = [
    (AssetQuery(), lambda _: True),
    (
        AssetQuery(formats=(SourceFormat.PNG, SourceFormat.GIF)),
        lambda asset: asset.facts.format in {SourceFormat.PNG, SourceFormat.GIF},
    ),
    (AssetQuery(tags=("mod1",)), lambda asset: "mod1" in asset.tags),
    (
        AssetQuery(tags=("mod1", "even")),
        lambda asset: {"mod1", "even"} <= set(asset.tags),
    ),
    (AssetQuery(tags=("mod",)), lambda _: False),
    (AssetQuery(name="TITLE 1"), lambda asset: "Title 1" in (asset.title or "")),
    (AssetQuery(name="100%"), lambda asset: "100%" in (asset.title or "")),
    (AssetQuery(name="file0"), lambda asset: "file0" in (asset.original_name or "")),
    (AssetQuery(name="photo_23"), lambda asset: "Photo_23" in asset.public_id),
    (AssetQuery(name="photo%23"), lambda _: False),
    (
        AssetQuery(created_after=START + timedelta(hours=50)),
        lambda asset: asset.created_at >= START + timedelta(hours=50),
    ),
    (
        AssetQuery(created_before=START + timedelta(hours=50)),
        lambda asset: asset.created_at < START + timedelta(hours=50),
    ),
    (
        AssetQuery(min_bytes=2000, max_bytes=4000),
        lambda asset: 2000 <= asset.bytes <= 4000,
    ),
    (
        AssetQuery(formats=(SourceFormat.JPEG,), tags=("even",), name="photo", min_bytes=1),
        lambda asset: (
            asset.facts.format is SourceFormat.JPEG and "even" in asset.tags and asset.bytes > 0
        ),
    ),
]


async def test_filters_let_the_right_assets_pass(library: tuple[Studio, list[Asset]]) -> None:
    """Each filter, alone and together, gives exactly what a walk through all records would."""
    studio, records = library

    for query, passes in FILTERS:
        found: list[str] = []
        page = await studio.assets.find(studio.owner, replace(query, limit=100))
        for number in range(1, page.pages + 1):
            part = await studio.assets.find(studio.owner, replace(query, limit=100, page=number))
            found += [asset.id for asset in part.items]
        expected = {asset.id for asset in records if passes(asset)}
        assert len(found) == page.total
        assert set(found) == expected, query


KEYS: dict[str, Callable[[Asset], object]] = {
    "created_at": lambda asset: asset.created_at,
    "name": lambda asset: (asset.title or asset.original_name or asset.public_id).lower(),
    "bytes": lambda asset: asset.bytes,
    "width": lambda asset: asset.facts.upright.width,
    "height": lambda asset: asset.facts.upright.height,
}


@pytest.mark.parametrize("sort", list(AssetSort))
async def test_pages_follow_the_order_without_gaps(
    library: tuple[Studio, list[Asset]], sort: AssetSort
) -> None:
    """Pages put together are all assets in the order asked for, ties decided by the id."""
    studio, records = library
    key = KEYS[sort.value.removeprefix("-")]

    found: list[str] = []
    for number in range(1, 5):
        query = AssetQuery(sort=sort, limit=70, page=number)
        found += [asset.id for asset in (await studio.assets.find(studio.owner, query)).items]

    def order(asset: Asset) -> tuple[object, ...]:
        return (key(asset), asset.id)

    expected = sorted(records, key=order, reverse=sort.value.startswith("-"))
    assert found == [asset.id for asset in expected]


async def test_page_comes_with_totals(library: tuple[Studio, list[Asset]]) -> None:
    """Every page says how many assets and pages there are, one behind the last too."""
    studio, _ = library

    last = await studio.assets.find(studio.owner, AssetQuery(page=3, limit=100))
    behind = await studio.assets.find(studio.owner, AssetQuery(page=1_000_000, limit=100))

    assert (len(last.items), last.total, last.pages) == (40, COUNT, 3)
    assert (behind.items, behind.total, behind.pages) == ((), COUNT, 3)


async def test_empty_library_has_one_empty_page(studio: Studio) -> None:
    """A listing of nothing is no error."""
    page = await studio.assets.find(studio.owner, AssetQuery())

    assert (page.items, page.total, page.pages) == ((), 0, 1)


async def test_listed_asset_is_complete(library: tuple[Studio, list[Asset]]) -> None:
    """A record in a listing has its tags and facts like one that was asked for alone."""
    studio, records = library

    page = await studio.assets.find(studio.owner, AssetQuery(sort=AssetSort.CREATED_AT, limit=3))

    assert list(page.items) == records[:3]
    assert page.items[0].facts == msgspec.structs.replace(records[0].facts)


@pytest.mark.parametrize(
    ("field", "make"),
    [
        pytest.param("page", lambda: AssetQuery(page=0), id="no page"),
        pytest.param("page", lambda: AssetQuery(page=1_000_001), id="page too far"),
        pytest.param("limit", lambda: AssetQuery(limit=0), id="empty page"),
        pytest.param("limit", lambda: AssetQuery(limit=101), id="page too long"),
        pytest.param("min_bytes", lambda: AssetQuery(min_bytes=-1), id="negative size"),
        pytest.param("max_bytes", lambda: AssetQuery(max_bytes=2**63), id="size beyond the column"),
        pytest.param(
            "created_after",
            lambda: AssetQuery(created_after=START.replace(tzinfo=None)),
            id="no zone",
        ),
        pytest.param("name", lambda: AssetQuery(name="half\ud800"), id="surrogate"),
        pytest.param("name", lambda: AssetQuery(name="x" * 256), id="long name"),
        pytest.param("tag", lambda: AssetQuery(tags=("x",) * 51), id="too many tags"),
        pytest.param("tag", lambda: AssetQuery(tags=("nul\x00",)), id="nul in tag"),
    ],
)
def test_meaningless_query_is_refused_by_field(field: str, make: Callable[[], AssetQuery]) -> None:
    """Nothing that the database would choke on reaches it."""
    with pytest.raises(InvalidQuery) as caught:
        make()

    assert caught.value.field == field
