"""Pictures on the wire: validators, ranges, negotiation, names, caching, and their end."""

import re

import pytest

from tests.http.house import Headers, House
from tests.pictures_library import picture

BROWSER = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"


async def test_original_comes_back_byte_for_byte(house: House, ann: Headers) -> None:
    """What was uploaded is what is downloaded, with a strong validator."""
    asset = await house.upload(ann, "camera-12mp.jpg")

    answer = await house.client.get(f"/api/assets/{asset}/file", headers=ann)

    content = picture("camera-12mp.jpg").read_bytes()
    assert answer.content == content
    assert answer.headers["content-length"] == str(len(content))
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["vary"] == "Accept, Authorization"
    assert re.fullmatch(r'"[0-9a-f]{64}"', answer.headers["etag"])


async def test_pictures_are_harmless_in_browsers(house: House, ann: Headers) -> None:
    """Even a file that is a picture and something else can do nothing."""
    asset = await house.upload(ann)

    answer = await house.client.get(f"/api/assets/{asset}/file", headers=ann)

    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("query", ["", "?width=30&format=webp"])
async def test_unchanged_pictures_are_not_sent_again(
    house: House, ann: Headers, query: str
) -> None:
    """If-None-Match wins over the date, and 304 has no body."""
    asset = await house.upload(ann)
    path = f"/api/assets/{asset}/file{query}"
    first = await house.client.get(path, headers=ann)
    etag, date = first.headers["etag"], first.headers["last-modified"]

    by_tag = await house.client.get(path, headers={**ann, "If-None-Match": f'"x", W/{etag}'})
    by_date = await house.client.get(path, headers={**ann, "If-Modified-Since": date})
    changed = await house.client.get(
        path, headers={**ann, "If-None-Match": '"x"', "If-Modified-Since": date}
    )

    assert (by_tag.status_code, by_tag.content, by_tag.headers["etag"]) == (304, b"", etag)
    assert by_date.status_code == 304
    assert changed.status_code == 200


async def test_head_is_get_without_the_body(house: House, ann: Headers) -> None:
    """The headers of both are the same."""
    asset = await house.upload(ann)
    path = f"/api/assets/{asset}/file"

    head = await house.client.head(path, headers=ann)
    get = await house.client.get(path, headers=ann)

    own = {"x-request-id", "ratelimit"}
    assert head.content == b""
    assert {k: v for k, v in head.headers.items() if k not in own} == {
        k: v for k, v in get.headers.items() if k not in own
    }


@pytest.mark.parametrize(
    ("name", "asked", "part"),
    [
        ("alpha.png", "bytes=0-9", (0, 9)),
        ("alpha.png", "bytes=100-", (100, 1361)),
        ("alpha.png", "bytes=-10", (1352, 1361)),
        ("camera-12mp.jpg", "bytes=100000-999999", (100_000, 999_999)),
    ],
)
async def test_ranges(
    house: House, ann: Headers, *, name: str, asked: str, part: tuple[int, int]
) -> None:
    """One range is answered by that part of the file."""
    asset = await house.upload(ann, name)

    answer = await house.client.get(f"/api/assets/{asset}/file", headers={**ann, "Range": asked})

    content = picture(name).read_bytes()
    first, last = part
    assert answer.status_code == 206
    assert answer.content == content[first : last + 1]
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(content)}"


async def test_range_outside_is_refused(house: House, ann: Headers) -> None:
    """A range behind the end says how long the picture is."""
    asset = await house.upload(ann)

    answer = await house.client.get(
        f"/api/assets/{asset}/file", headers={**ann, "Range": "bytes=9999-"}
    )

    assert (answer.status_code, answer.json()["code"]) == (416, "range_not_satisfiable")
    assert answer.headers["content-range"] == "bytes */1362"


async def test_range_of_another_state_sends_the_whole(house: House, ann: Headers) -> None:
    """If-Range guards against putting two different pictures together."""
    asset = await house.upload(ann)
    headers = {**ann, "Range": "bytes=0-9", "If-Range": '"another"'}

    answer = await house.client.get(f"/api/assets/{asset}/file", headers=headers)

    assert (answer.status_code, len(answer.content)) == (200, 1362)


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("*/*", "", "image/png"),
        (BROWSER, "", "image/png"),
        (BROWSER, "?width=20", "image/avif"),
        ("image/webp", "", "image/webp"),
        ("image/webp,*/*;q=0.1", "?width=20", "image/webp"),
        ("image/webp", "?format=jpeg", "image/jpeg"),
        ("*/*", "?width=20", "image/png"),
    ],
)
async def test_format_follows_accept(
    house: House, ann: Headers, *, accept: str, query: str, media_type: str
) -> None:
    """The format parameter wins; else the original if it is accepted; else the best accepted."""
    asset = await house.upload(ann)

    answer = await house.client.get(
        f"/api/assets/{asset}/file{query}", headers={**ann, "Accept": accept}
    )

    assert answer.headers["content-type"] == media_type
    assert ("Accept" in answer.headers["vary"]) == ("format" not in query)


async def test_nothing_acceptable_is_told(house: House, ann: Headers) -> None:
    """A client that accepts no picture gets none."""
    asset = await house.upload(ann)

    answer = await house.client.get(
        f"/api/assets/{asset}/file", headers={**ann, "Accept": "text/html"}
    )

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


async def test_renditions_are_found_again(house: House, ann: Headers) -> None:
    """The same request gives the same rendition, which may be kept for ever."""
    asset = await house.upload(ann)
    path = f"/api/assets/{asset}/transform"
    body = [{"op": "rotate", "angle": 90}, {"op": "resize", "width": 50}]

    first = (await house.client.post(path, headers=ann, json=body)).json()
    second = (await house.client.post(path, headers=ann, json={"operations": body})).json()
    answer = await house.client.get(first["url"], headers=ann)
    listed = (await house.client.get(f"/api/assets/{asset}/renditions", headers=ann)).json()

    assert first == second
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["etag"] == f'"{first["id"]}"'
    assert len(answer.content) == first["bytes"]
    assert [one["id"] for one in listed["items"]] == [first["id"]]


async def test_unknown_rendition_is_told(house: House, ann: Headers) -> None:
    """A fingerprint nobody made is no picture."""
    asset = await house.upload(ann)

    answer = await house.client.get(f"/api/assets/{asset}/renditions/{'0' * 40}", headers=ann)

    assert (answer.status_code, answer.json()["code"]) == (404, "rendition_not_found")


async def test_file_names_survive(house: House, ann: Headers) -> None:
    """A name in any script comes back, to be shown or to be saved."""
    content = picture("alpha.png").read_bytes()
    asset = (await house.send_bytes(ann, content, name="Ärger 北京.png")).json()["id"]
    path = f"/api/assets/{asset}/file"

    shown = await house.client.get(path, headers=ann)
    saved = await house.client.get(f"{path}?download&format=webp", headers=ann)

    assert shown.headers["content-disposition"].startswith('inline; filename="_rger __.png"')
    assert (
        "filename*=UTF-8''%C3%84rger%20%E5%8C%97%E4%BA%AC.webp"
        in (saved.headers["content-disposition"])
    )
    assert saved.headers["content-disposition"].startswith("attachment")


async def test_deleting_leaves_nothing(house: House, ann: Headers) -> None:
    """The original, its record and everything that was made of it are gone."""
    asset = await house.upload(ann, tags="a,b")
    made = await house.client.post(
        f"/api/assets/{asset}/transform", headers=ann, json={"resize": {"width": 20}}
    )

    deleted = await house.client.delete(f"/api/assets/{asset}", headers=ann)
    again = await house.client.delete(f"/api/assets/{asset}", headers=ann)
    picture_after = await house.client.get(made.json()["url"], headers=ann)

    assert (deleted.status_code, deleted.content) == (204, b"")
    assert again.status_code == picture_after.status_code == 404
    assert house.leftovers() == []
