"""Contracts of two earlier services: each line of their tables is a test."""

from io import BytesIO

import httpx2
import pytest

from pixmill.transform.formats import sniff
from tests.http.house import PASSWORD, Headers, House
from tests.pictures_library import picture

CREDENTIALS = {"username": "ann", "password": PASSWORD}


async def upload(house: House, headers: Headers, path: str, *, name: str) -> httpx2.Response:
    """Send a picture the way the earlier services' clients do."""
    files = {"image": (name, BytesIO(picture(name).read_bytes()), "image/jpeg")}
    return await house.client.post(path, headers=headers, files=files)


@pytest.mark.parametrize("prefix", ["", "/auth"])
async def test_registering_and_logging_in(house: House, prefix: str) -> None:
    """`POST /register`, `/login` and the same below /auth: the user object with a token."""
    registered = await house.client.post(f"{prefix}/register", json=CREDENTIALS)
    logged_in = await house.client.post(f"{prefix}/login", json=CREDENTIALS)

    assert registered.status_code == 201
    assert registered.json()["username"] == "ann"
    assert registered.json()["message"] == "User registered successfully"
    assert logged_in.status_code == 200
    assert logged_in.json()["id"] == registered.json()["id"]
    assert logged_in.json()["message"] == "Login successful"
    headers = {"Authorization": f"Bearer {logged_in.json()['token']}"}
    assert (await house.client.get("/images", headers=headers)).status_code == 200


@pytest.mark.parametrize("path", ["/images", "/images/upload"])
async def test_uploading(house: House, ann: Headers, path: str) -> None:
    """`POST /images` and `/images/upload`: the image's details, with URL and metadata."""
    answer = await upload(house, ann, path, name="orientation-6.jpg")

    image = answer.json()
    assert answer.status_code == 201
    assert (image["width"], image["height"]) == (450, 300)
    assert image["metadata"]["format"] == "jpeg"
    assert image["metadata"]["bytes"] == picture("orientation-6.jpg").stat().st_size
    assert image["message"] == "Image uploaded and saved"
    shown = await house.client.get(image["url"], headers=ann)
    assert shown.content == picture("orientation-6.jpg").read_bytes()


async def test_transforming_with_everything_at_once(house: House, ann: Headers) -> None:
    """`POST /images/:id/transform` with every operation of the contract: URL and metadata."""
    image = (await upload(house, ann, "/images", name="progressive.jpg")).json()
    transformations = {
        "resize": {"width": 300, "height": 200},
        "crop": {"width": 1000, "height": 800, "x": 10, "y": 20},
        "rotate": 90,
        "format": "webp",
        "filters": {"grayscale": True, "sepia": True},
        "watermark": "Pixmill",
        "flip": True,
        "mirror": True,
        "compress": 70,
    }

    answer = await house.client.post(
        f"/images/{image['id']}/transform", headers=ann, json={"transformations": transformations}
    )

    result = answer.json()
    assert answer.status_code == 200, answer.text
    assert (result["width"], result["height"], result["format"]) == (200, 300, "webp")
    assert result["metadata"]["bytes"] == result["bytes"]
    shown = await house.client.get(result["url"], headers=ann)
    assert shown.headers["content-type"] == "image/webp"
    assert sniff(shown.content[:64]) == "webp"


@pytest.mark.parametrize(
    "transformations",
    [
        {"resize": {"width": 50}},
        {"crop": {"width": 20, "height": 10, "x": 1, "y": 2}},
        {"rotate": 45},
        {"format": "png"},
        {"filters": {"sepia": True}},
        {"flip": True},
        {"mirror": True},
        {"compress": 30},
        {"watermark": {"text": "x"}},
        {},
    ],
    ids=str,
)
async def test_transforming_with_any_subset(
    house: House, ann: Headers, transformations: dict[str, object]
) -> None:
    """Every transformation of the contract works by itself, and none at all does too."""
    asset = await house.upload(ann, "alpha.png")

    answer = await house.client.post(
        f"/images/{asset}/transform", headers=ann, json={"transformations": transformations}
    )

    assert answer.status_code == 200, answer.text


async def test_details_unless_a_picture_is_asked_for(house: House, ann: Headers) -> None:
    """`GET /images/:id`: details; the picture for `image/*` or with transformation parameters."""
    asset = await house.upload(ann, "alpha.png")
    path = f"/images/{asset}"

    details = await house.client.get(path, headers=ann)
    by_accept = await house.client.get(path, headers={**ann, "Accept": "image/*"})
    by_format = await house.client.get(f"{path}?format=jpeg", headers=ann)
    by_type = await house.client.get(path, headers={**ann, "Accept": "image/webp"})

    assert details.json()["metadata"]["width"] == 256
    assert by_accept.content == picture("alpha.png").read_bytes()
    assert by_format.headers["content-type"] == "image/jpeg"
    assert by_type.headers["content-type"] == "image/webp"


async def test_a_page_of_images(house: House, ann: Headers) -> None:
    """`GET /images?page=1&limit=10`: one page of the user's images, and the totals."""
    for _ in range(3):
        await house.upload(ann, "palette-1-bit-1x1.png")

    first = (await house.client.get("/images?page=1&limit=2", headers=ann)).json()
    second = (await house.client.get("/images?page=2&limit=2", headers=ann)).json()

    assert [len(page["items"]) for page in (first, second)] == [2, 1]
    assert (first["total"], first["pages"], first["page"], first["limit"]) == (3, 2, 1, 2)
    assert first["items"][0]["metadata"]["format"] == "png"


@pytest.mark.parametrize("output", ["jpeg", "png", "webp", "avif"])
async def test_query_transforms(house: House, ann: Headers, output: str) -> None:
    """`GET /images/:id?…` with every parameter of the contract: the processed image, cached."""
    asset = await house.upload(ann, "progressive.jpg")
    query = (
        "width=120&height=80&rotate=90&compress=60&grayscale=true&flip=true&mirror=true"
        f"&blur=2&watermarkText=Pixmill&format={output}"
    )

    answer = await house.client.get(f"/images/{asset}?{query}", headers=ann)
    again = await house.client.get(f"/images/{asset}?{query}", headers=ann)

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == f"image/{output}"
    assert sniff(answer.content[:64]) == output
    assert again.headers["etag"] == answer.headers["etag"]
    assert again.content == answer.content


@pytest.mark.parametrize(
    "query",
    [
        *("width=20", "height=20", "rotate=30", "format=avif", "compress=20", "grayscale=true"),
        *("flip=true", "mirror=true", "blur=3", "watermarkText=hello"),
    ],
)
async def test_each_parameter_works_alone(house: House, ann: Headers, query: str) -> None:
    """All parameters are optional."""
    asset = await house.upload(ann, "alpha.png")

    answer = await house.client.get(f"/images/{asset}?{query}", headers=ann)

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("image/")
