"""Listing, finding and changing pictures."""

import re

import pytest

from tests.http.house import Headers, House

TINY = "palette-1-bit-1x1.png"


async def names(house: House, headers: Headers, query: str) -> list[str]:
    """Return the titles a listing shows, in order."""
    answer = await house.client.get(f"/api/assets?{query}", headers=headers)
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


async def fill(house: House, headers: Headers) -> None:
    """Upload three pictures that differ in everything that can be asked for."""
    await house.upload(headers, TINY, title="tiny", tags="a,b")
    await house.upload(headers, "alpha.png", title="middle", tags="b")
    await house.upload(headers, "orientation-6.jpg", title="photo", tags="c")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["photo", "middle", "tiny"]),
        ("sort=created_at", ["tiny", "middle", "photo"]),
        ("sort=name", ["middle", "photo", "tiny"]),
        ("sort=-width", ["photo", "middle", "tiny"]),
        ("format=png", ["middle", "tiny"]),
        ("format=png&format=jpeg", ["photo", "middle", "tiny"]),
        ("tag=b", ["middle", "tiny"]),
        ("tag=b&tag=a", ["tiny"]),
        ("name=IDD", ["middle"]),
        ("min_bytes=1000&max_bytes=2000", ["middle"]),
        ("created_after=2099-01-01T00:00:00Z", []),
        ("created_before=2099-01-01T00:00:00%2B01:00&limit=1", ["photo"]),
    ],
)
async def test_filters_and_orders(
    house: House, ann: Headers, *, query: str, expected: list[str]
) -> None:
    """A listing shows what was asked for, in the order that was asked for."""
    await fill(house, ann)

    assert await names(house, ann, query) == expected


async def test_links_lead_through_all_pages(house: House, ann: Headers) -> None:
    """Following `next` shows everything once, with the filters kept."""
    await fill(house, ann)
    path, seen = "/api/assets?limit=1&format=png", []

    answer = await house.client.get("/api/assets", headers=ann)
    while path:
        answer = await house.client.get(path, headers=ann)
        seen += [item["title"] for item in answer.json()["items"]]
        found = re.search(r'<([^>]*)>; rel="next"', answer.headers["link"])
        path = found.group(1) if found else ""

    assert seen == ["middle", "tiny"]
    assert answer.headers["x-total-count"] == "2"
    assert 'rel="first"' in answer.headers["link"]
    assert 'rel="prev"' in answer.headers["link"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        *(("page=0", "page"), ("limit=101", "limit"), ("limit=x", "limit"), ("sort=age", "sort")),
        *(("format=psd", "format.0"), ("created_after=2026-01-01T00:00:00", "created_after")),
        *(("min_bytes=-1", "min_bytes"), ("nmae=x", "nmae")),
    ],
)
async def test_bad_filters_are_named(house: House, ann: Headers, *, query: str, field: str) -> None:
    """A filter that makes no sense is refused, not ignored."""
    answer = await house.client.get(f"/api/assets?{query}", headers=ann)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_lists_show_only_ones_own(house: House, ann: Headers) -> None:
    """Nobody sees or counts another user's pictures."""
    await fill(house, ann)
    ben = await house.sign_up("ben")

    answer = await house.client.get("/api/assets", headers=ben)

    assert (answer.json()["items"], answer.json()["total"]) == ([], 0)


async def test_details_are_complete(house: House, ann: Headers) -> None:
    """What is known is shown, under the name that was given or made."""
    answer = await house.send(ann, "orientation-6.jpg", title=" Me ", tags="b, a,,a", public_id="x")

    asset = answer.json()
    same = await house.client.get("/api/assets/x", headers=ann)
    assert answer.headers["location"].endswith(f"/api/assets/{asset['id']}")
    assert same.json() == asset
    assert (asset["title"], asset["tags"], asset["public_id"]) == ("Me", ["a", "b"], "x")
    assert (asset["format"], asset["content_type"], asset["orientation"]) == (
        *("jpeg", "image/jpeg"),
        6,
    )
    assert asset["created_at"].endswith("Z")
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in asset["palette"])


async def test_changing_what_is_said(house: House, ann: Headers) -> None:
    """Given fields change, others stay, null empties a title."""
    asset = await house.upload(ann, TINY, title="old", tags="a")
    path = f"/api/assets/{asset}"

    tagged = await house.client.patch(path, headers=ann, json={"tags": ["b"], "public_id": "new"})
    emptied = await house.client.patch(path, headers=ann, json={"title": None})

    assert (tagged.json()["title"], tagged.json()["tags"]) == ("old", ["b"])
    assert (emptied.json()["title"], emptied.json()["public_id"]) == (None, "new")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"public_id": "taken"}, (409, "public_id_taken", "public_id")),
        ({"public_id": "../x"}, (422, "invalid_metadata", "public_id")),
        ({"title": "x" * 201}, (422, "invalid_metadata", "title")),
        ({"tags": ["x" * 65]}, (422, "invalid_metadata", "tags")),
        ({"tags": "a"}, (422, "invalid_request", "tags")),
        ({"bytes": 1}, (422, "invalid_request", "bytes")),
    ],
)
async def test_bad_changes_are_refused(
    house: House, ann: Headers, *, body: dict[str, object], expected: tuple[int, str, str]
) -> None:
    """A bad value changes nothing."""
    await house.upload(ann, TINY, public_id="taken")
    asset = await house.upload(ann, TINY)
    path = f"/api/assets/{asset}"
    before = (await house.client.get(path, headers=ann)).json()

    answer = await house.client.patch(path, headers=ann, json=body)

    document = answer.json()
    assert (answer.status_code, document["code"], document["field"]) == expected
    assert (await house.client.get(path, headers=ann)).json() == before
