"""Sending a picture: validators, ranges, caching and the headers that keep it harmless.

A plain ASGI answer, so that it works inside and outside the framework.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from pixmill.web.conditional import ByteRange, Validators, is_unchanged, requested_range
from pixmill.web.errors import RangeNotSatisfiable
from pixmill.web.problems import problem_response

REVALIDATE: Final = "private, no-cache"
"""For addresses whose picture may change: keep it, but ask each time."""
IMMUTABLE: Final = "private, max-age=31536000, immutable"
"""For addresses that name their bytes: a year, without asking."""

_WHOLE_BYTES: Final = 256 * 1024
"""Up to here one read in the loop is cheaper than any thread or the server's own file sending."""
_CHUNK_BYTES: Final = 256 * 1024
_PATHSEND: Final = "http.response.pathsend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture on disk, with everything HTTP has to say about it."""

    path: Path
    size: int
    media_type: str
    validators: Validators
    cache_control: str
    vary: str
    """Request headers that the choice of this picture depended on."""
    name: str
    """File name to save it under."""
    is_download: bool = False


class PictureResponse(Response):
    """Answers GET and HEAD with a picture, the rest of it, or word that it has not changed."""

    def __init__(
        self, picture: Picture, *, again: Callable[[], Awaitable[Picture]] | None = None
    ) -> None:
        """Nothing is opened before the answer is sent.

        Args:
            picture: what to send.
            again: finds the picture once more, should its file be evicted before it is opened.
        """
        self._picture = picture
        self._again = again
        super().__init__(headers=dict(_headers(picture)), media_type=picture.media_type)

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        picture, headers = self._picture, Headers(scope=scope)
        kept = [pair for pair in self.raw_headers if pair[0] != b"content-length"]
        if is_unchanged(
            picture.validators,
            if_none_match=headers.get("if-none-match"),
            if_modified_since=headers.get("if-modified-since"),
        ):
            kept = [pair for pair in kept if pair[0] not in {b"content-type", b"accept-ranges"}]
            await _send_head(send, 304, kept)
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            part = requested_range(
                headers.get("range") if scope["method"] == "GET" else None,
                picture.size,
                validators=picture.validators,
                if_range=headers.get("if-range"),
            )
        except RangeNotSatisfiable as exc:
            refusal = problem_response(exc, scope=scope)
            refusal.headers["content-range"] = f"bytes */{picture.size}"
            await refusal(scope, receive, send)
            return
        try:
            await _send_picture(scope, send, picture=picture, part=part, headers=kept)
        except FileNotFoundError:
            # Nothing was sent yet: every way to send begins with opening the file.
            if self._again is None:
                raise
            await PictureResponse(await self._again())(scope, receive, send)


def content_disposition(name: str, *, is_download: bool) -> str:
    """Return the header for a name in any script (RFC 6266 with the encoding of RFC 8187)."""
    kind = "attachment" if is_download else "inline"
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    if plain == name:
        return f'{kind}; filename="{plain}"'
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _headers(picture: Picture) -> Iterable[tuple[str, str]]:
    yield "etag", picture.validators.quoted_etag
    yield "last-modified", picture.validators.http_date
    yield "cache-control", picture.cache_control
    yield "vary", picture.vary
    yield "accept-ranges", "bytes"
    yield (
        "content-disposition",
        content_disposition(picture.name, is_download=picture.is_download),
    )
    # Even a picture that is something else too can do nothing in a browser.
    yield "content-security-policy", "default-src 'none'; sandbox"
    yield "x-content-type-options", "nosniff"


async def _send_picture(
    scope: Scope,
    send: Send,
    *,
    picture: Picture,
    part: ByteRange | None,
    headers: list[tuple[bytes, bytes]],
) -> None:
    status, sent = 200, ByteRange(0, picture.size - 1)
    if part is not None:
        status, sent = 206, part
        shown = f"bytes {part.first}-{part.last}/{picture.size}"
        headers = [*headers, (b"content-range", shown.encode())]
    headers = [*headers, (b"content-length", str(sent.length).encode())]
    if scope["method"] == "HEAD":
        await _send_head(send, status, headers)
        await send({"type": "http.response.body", "body": b""})
    elif sent.length <= _WHOLE_BYTES:
        body = _read(picture.path, sent)
        await _send_head(send, status, headers)
        await send({"type": "http.response.body", "body": body})
    elif part is None and _PATHSEND in scope.get("extensions", {}):
        _ = picture.path.stat()
        await _send_head(send, status, headers)
        await send({"type": _PATHSEND, "path": str(picture.path)})
    else:
        await _send_chunks(send, picture.path, part=sent, head=(status, headers))


async def _send_head(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _send_chunks(
    send: Send, path: Path, *, part: ByteRange, head: tuple[int, list[tuple[bytes, bytes]]]
) -> None:
    file = await asyncio.to_thread(_open_at, path, part.first)
    try:
        await _send_head(send, *head)
        left = part.length
        while left > 0:
            chunk = await asyncio.to_thread(file.read, min(_CHUNK_BYTES, left))
            if not chunk:
                return  # shorter than promised: the server notices and ends the connection
            left -= len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": left > 0})
    finally:
        file.close()


def _read(path: Path, part: ByteRange) -> bytes:
    with _open_at(path, part.first) as file:
        return file.read(part.length)


def _open_at(path: Path, offset: int) -> BinaryIO:
    file = path.open("rb")
    file.seek(offset)
    return file
