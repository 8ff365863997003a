from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.types import Message

from pixmill.assets.errors import UploadTooLarge
from pixmill.errors import PixmillError
from pixmill.web.errors import (
    InvalidRequest,
    MalformedMultipart,
    MissingFile,
    UnsupportedMediaType,
)
from pixmill.web.multipart import MAX_FIELD_BYTES, MAX_PARTS, ReceivedForm, receive_form

KIND = "multipart/form-data; boundary=xyz"


def part(name: str, content: bytes, *, file_name: str | None = None) -> bytes:
    """Write one part of a form."""
    disposition = f'form-data; name="{name}"'
    if file_name is not None:
        disposition += f'; filename="{file_name}"'
    return f"--xyz\r\nContent-Disposition: {disposition}\r\n\r\n".encode() + content + b"\r\n"


def form(*parts: bytes) -> bytes:
    """Put parts together."""
    return b"".join(parts) + b"--xyz--\r\n"


async def receive(
    body: bytes, *, kind: str | None = KIND, size: int = 65_536, max_file_bytes: int = 10**6
) -> tuple[ReceivedForm, bytes]:
    """Receive a body in chunks of a size; return the form and the bytes of its file."""
    chunks = [body[start : start + size] for start in range(0, len(body), size)]

    async def messages() -> AsyncIterator[Message]:
        for chunk in chunks:
            yield {"type": "http.request", "body": chunk, "more_body": True}
        yield {"type": "http.request", "body": b"", "more_body": False}

    source = messages()

    async def next_message() -> Message:
        return await anext(source)

    headers = [(b"content-type", kind.encode())] if kind else []
    request = Request({"type": "http", "method": "POST", "headers": headers}, next_message)
    written = bytearray()
    found = await receive_form(request, written.extend, max_file_bytes=max_file_bytes)
    return found, bytes(written)


@pytest.mark.parametrize("size", [1, 2, 7, 64, 65_536])
async def test_chunks_may_end_anywhere(size: int) -> None:
    """Where the network cuts the body makes no difference."""
    content = bytes(range(256)) + b"\r\n--xy\r\n--xyzz"
    body = form(
        part("tags", b"a"), part("image", content, file_name="ä.png"), part("tags", "b é".encode())
    )

    found, written = await receive(body, size=size)

    assert written == content
    assert found.file_name == "ä.png"
    assert found.every("tags") == ["a", "b é"]
    assert found.only("title") is None


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (form(), MissingFile),
        (form(part("file", b"text")), MissingFile),
        (form(part("a", b"", file_name="a"), part("b", b"", file_name="b")), InvalidRequest),
        (form(part("a", b"x" * (MAX_FIELD_BYTES + 1))), InvalidRequest),
        (form(*[part("a", b"")] * (MAX_PARTS + 1)), InvalidRequest),
        (part("file", b"x", file_name="a"), MalformedMultipart),
        (b"", MalformedMultipart),
        (b"no form at all", MalformedMultipart),
        (b"--xyz\r\nContent-Type: a/b\r\n\r\nx\r\n--xyz--\r\n", MalformedMultipart),
        (b"--xyz\r\n" + b"a" * 100_000, MalformedMultipart),
    ],
)
async def test_bad_forms_are_refused(body: bytes, error: type[PixmillError]) -> None:
    """Every way to break a form has its own error, and none another."""
    with pytest.raises(error):
        await receive(body)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (None, UnsupportedMediaType),
        ("application/json", UnsupportedMediaType),
        ("multipart/form-data", MalformedMultipart),
        ("multipart/form-data; boundary=" + "x" * 1000, MalformedMultipart),
    ],
)
async def test_other_bodies_are_refused(kind: str | None, error: type[PixmillError]) -> None:
    """Only forms with a sensible boundary are read."""
    with pytest.raises(error):
        await receive(form(part("file", b"x", file_name="a")), kind=kind)


async def test_endless_bodies_are_cut_off() -> None:
    """A body that is longer than the file may be is not read to its end."""
    with pytest.raises(UploadTooLarge):
        await receive(form(part("a", b"x" * 2_000_000, file_name="a")), max_file_bytes=10)


async def test_fields_that_come_once_may_not_repeat() -> None:
    """Which of two titles was meant cannot be known."""
    found, _ = await receive(
        form(part("title", b"a"), part("title", b"b"), part("f", b"", file_name="f"))
    )

    with pytest.raises(InvalidRequest):
        found.only("title")
