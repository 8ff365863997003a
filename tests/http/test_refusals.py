"""Everything that is refused, by its stable code, with nothing half-stored left behind."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from pixmill.engine.pool import EnginePool
from tests.http.house import Headers, House, open_house
from tests.pictures_library import picture

TINY = "palette-1-bit-1x1.png"


def assert_problem(
    answer: httpx2.Response, status: int, code: str, *, field: str | None = None
) -> None:
    """Check that an answer is a complete problem document."""
    document = answer.json()
    assert (answer.status_code, document["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert document["type"] == f"/problems/{code}"
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    assert document["action"]
    assert document["request_id"] == answer.headers["x-request-id"]
    assert document.get("field") == field


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("truncated.jpg", 422, "broken_image"),
        ("corrupt-header.jpg", 422, "broken_image"),
        ("broken-crc.png", 422, "broken_image"),
        ("photo.heic", 415, "unsupported_format"),
        ("drawing.svg", 415, "unsupported_format"),
    ],
)
async def test_bad_pictures_are_refused(
    house: House, ann: Headers, *, name: str, status: int, code: str
) -> None:
    """A picture that cannot be shown is refused at the door and leaves nothing."""
    answer = await house.send(ann, name)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert house.leftovers() == []


async def test_heic_is_refused_by_its_name(house: House, ann: Headers) -> None:
    """The owner of an iPhone learns what the file is and what to do."""
    answer = await house.send(ann, "photo.heic")

    assert "HEIC" in answer.json()["detail"]
    assert "JPEG" in answer.json()["action"]


@pytest.mark.parametrize("content", [b"", b"hello", b"<html></html>", b"\x00" * 100])
async def test_what_is_no_image_is_refused(house: House, ann: Headers, content: bytes) -> None:
    """Content decides, not the name or the type that the client gives."""
    answer = await house.send_bytes(ann, content, name="photo.jpg")

    assert_problem(answer, 415, "not_an_image")
    assert house.leftovers() == []


async def test_too_many_bytes_are_refused(tmp_path: Path, engine: EnginePool) -> None:
    """A file over the cap is refused, whether its length was announced or not."""
    async with open_house(tmp_path, engine=engine, max_upload_bytes=1000) as house:
        headers = await house.sign_up()
        announced = await house.send(headers, "camera-12mp.jpg")
        streamed = await house.send(headers, "alpha.png")

        assert_problem(announced, 413, "upload_too_large", field="file")
        assert streamed.json()["code"] == "upload_too_large"
        assert house.leftovers() == []


@pytest.mark.parametrize(
    ("setting", "bound"),
    [("max_source_pixels", 40_000), ("max_source_edge", 200), ("max_frames", 1)],
)
async def test_too_large_pictures_are_refused(
    tmp_path: Path, engine: EnginePool, *, setting: str, bound: int
) -> None:
    """Pixels, edges and frames have limits of their own."""
    async with open_house(tmp_path, engine=engine, **{setting: bound}) as house:
        headers = await house.sign_up()
        name = "animated.gif" if setting == "max_frames" else "alpha.png"

        answer = await house.send(headers, name)

        assert (answer.status_code, answer.json()["code"]) == (413, "source_too_large")
        assert house.leftovers() == []


async def test_form_without_file_is_refused(house: House, ann: Headers) -> None:
    """A form has to have a file in it."""
    answer = await house.client.post("/api/assets", headers=ann, files={"a": (None, b"text")})

    assert_problem(answer, 422, "missing_file", field="file")


async def test_upload_that_is_no_form_is_refused(house: House, ann: Headers) -> None:
    """Bare bytes are no upload."""
    answer = await house.client.post("/api/assets", headers=ann, content=b"abc")

    assert_problem(answer, 415, "unsupported_media_type", field="Content-Type")


async def test_broken_form_is_refused(house: House, ann: Headers) -> None:
    """A form that ends early leaves nothing."""
    content = picture("alpha.png").read_bytes()
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    headers = {**ann, "Content-Type": "multipart/form-data; boundary=x"}

    answer = await house.client.post("/api/assets", headers=headers, content=head + content)

    assert_problem(answer, 400, "malformed_multipart")
    assert house.leftovers() == []


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"resize": {"width": 0}}, "resize.width"),
        ({"resize": {"width": -5}}, "resize.width"),
        ({"resize": {"width": "800"}}, "resize.width"),
        ({"resize": {"width": True}}, "resize.width"),
        ({"resize": {"widht": 5}}, "resize.widht"),
        ({"rezise": {"width": 5}}, "rezise"),
        ({"format": "psd"}, "format"),
        ({"crop": {"width": 10, "height": 0}}, "crop.height"),
        ({"rotate": "ninety"}, "rotate"),
        ({"watermark": True}, "watermark"),
    ],
)
async def test_bad_recipes_name_their_field(
    house: House, ann: Headers, *, document: dict[str, object], field: str
) -> None:
    """Zero, negative, unknown and of the wrong type: the field is named, wrapped or not."""
    asset = await house.upload(ann, TINY)

    bare = await house.client.post(f"/api/assets/{asset}/transform", headers=ann, json=document)
    wrapped = await house.client.post(
        f"/images/{asset}/transform", headers=ann, json={"transformations": document}
    )

    assert bare.status_code == wrapped.status_code == 422
    assert (bare.json()["field"] or "").startswith(field)
    assert wrapped.json()["field"] == f"transformations.{bare.json()['field']}"
    assert not [entry for entry in house.leftovers() if "cache" in entry]


async def test_result_that_is_too_large_is_refused(house: House, ann: Headers) -> None:
    """A tiny upload cannot ask for a gigantic result."""
    asset = await house.upload(ann, TINY)

    answer = await house.client.post(
        f"/api/assets/{asset}/transform",
        headers=ann,
        json={"resize": {"width": 16000, "height": 16000, "mode": "scale"}},
    )

    assert_problem(answer, 422, "output_too_large")


@pytest.mark.parametrize("content", [b"{", b"", b"[1,", b"\xff\xfe", b"[" * 100_000])
async def test_bad_json_is_refused(house: House, ann: Headers, content: bytes) -> None:
    """A body that is no JSON is told apart from one that says something wrong."""
    asset = await house.upload(ann, TINY)
    headers = {**ann, "Content-Type": "application/json"}

    answer = await house.client.post(
        f"/api/assets/{asset}/transform", headers=headers, content=content
    )

    assert answer.json()["code"] == ("malformed_json" if content else "invalid_request")


async def test_body_of_another_kind_is_refused(house: House) -> None:
    """A form is no JSON."""
    answer = await house.client.post("/login", data={"username": "ann", "password": "x"})

    assert_problem(answer, 415, "unsupported_media_type", field="Content-Type")


async def test_long_body_is_refused(house: House) -> None:
    """A body that is read as a whole has a cap, announced or not, whatever it says it is."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    announced = await house.client.post("/login", json={"username": "a" * 2_000_000})
    streamed = await house.client.post(
        "/login", content=pieces(), headers={"Content-Type": "multipart/form-data; boundary=x"}
    )

    assert_problem(announced, 413, "body_too_large")
    assert_problem(streamed, 413, "body_too_large")


async def test_missing_and_unknown_fields_are_named(house: House) -> None:
    """All faults are listed, the first one also by itself."""
    answer = await house.client.post("/api/auth/register", json={"username": "ann", "x": 1})

    assert_problem(answer, 422, "invalid_request", field="password")
    assert {fault["field"] for fault in answer.json()["errors"]} == {"password", "x"}


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_someone_elses_picture_does_not_exist(
    house: House, ann: Headers, method: str
) -> None:
    """Another user's picture answers like one that never was."""
    asset = await house.upload(ann, TINY)
    ben = await house.sign_up("ben")
    body = {"title": "mine"} if method == "PATCH" else None

    answer = await house.client.request(method, f"/api/assets/{asset}", headers=ben, json=body)

    assert_problem(answer, 404, "asset_not_found")


@pytest.mark.parametrize(
    "path", ["/api/assets/{}/file?width=10", "/images/{}?width=10", "/api/assets/{}/renditions"]
)
async def test_someone_elses_renditions_do_not_exist(house: House, ann: Headers, path: str) -> None:
    """What was made of another user's picture cannot be had from the cache either."""
    asset = await house.upload(ann, TINY)
    await house.client.get(path.format(asset), headers=ann)
    ben = await house.sign_up("ben")

    answer = await house.client.get(path.format(asset), headers=ben)

    assert_problem(answer, 404, "asset_not_found")


async def test_someone_elses_picture_is_no_watermark(house: House, ann: Headers) -> None:
    """Laying over is looking at, too."""
    theirs = await house.upload(ann, TINY)
    ben = await house.sign_up("ben")
    own = await house.upload(ben, TINY)

    answer = await house.client.post(
        f"/api/assets/{own}/transform", headers=ben, json={"watermark": {"asset": theirs}}
    )

    assert_problem(answer, 404, "asset_not_found", field="watermark.asset")


async def test_unknown_routes_answer_with_problems(house: House) -> None:
    """Nobody gets a page of HTML for a wrong address or method."""
    missing = await house.client.get("/nowhere")
    wrong = await house.client.put("/login")

    assert_problem(missing, 404, "route_not_found")
    assert_problem(wrong, 405, "method_not_allowed")
    assert wrong.headers["allow"] == "POST"


async def test_unknown_query_parameters_are_named(house: House, ann: Headers) -> None:
    """A misspelt parameter is not silently ignored."""
    asset = await house.upload(ann, TINY)

    answer = await house.client.get(f"/api/assets/{asset}/file?widht=10", headers=ann)

    assert_problem(answer, 422, "unknown_parameter", field="widht")
