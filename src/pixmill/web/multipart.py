"""Receiving a form with one file in it, whose bytes go on as they arrive; nothing is gathered."""

from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass, field
from typing import Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from pixmill.assets.errors import UploadTooLarge
from pixmill.web.body_cap import raise_body_cap
from pixmill.web.errors import (
    InvalidRequest,
    MalformedMultipart,
    MissingFile,
    UnsupportedMediaType,
)

MAX_FIELD_BYTES: Final = 64 * 1024
MAX_PARTS: Final = 50
FORM_OVERHEAD_BYTES: Final = 1024 * 1024
"""How much longer than the file a whole form may be: fields, headers and boundaries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedForm:
    """What came beside the bytes of the file."""

    file_name: str
    """As the client calls it; to be shown, never to be trusted."""
    fields: tuple[tuple[str, str], ...]
    """The other fields in the order they came; names may repeat."""

    def only(self, name: str) -> str | None:
        """Return the value of a field that may come once.

        Raises:
            InvalidRequest: it came more than once.
        """
        values = self.every(name)
        if len(values) > 1:
            message = f"The field {name!r} came {len(values)} times."
            raise InvalidRequest(message, field=name)
        return values[0] if values else None

    def every(self, name: str) -> list[str]:
        """Return all values of a field that may repeat."""
        return [value for other, value in self.fields if other == name]


async def receive_form(
    request: Request, write: Callable[[bytes], None], *, max_file_bytes: int
) -> ReceivedForm:
    """Read the whole body and hand the bytes of its one file to `write`, piece by piece.

    Args:
        request: the upload; its body must not have been read.
        write: takes the next bytes of the file; what it raises ends the reading.
        max_file_bytes: a form that is announced to be longer is refused unread.

    Raises:
        UnsupportedMediaType: the body is no form.
        UploadTooLarge: the form is longer than the file and a few fields may be.
        MalformedMultipart: it breaks the rules of its own format.
        MissingFile: no part of it is a file.
        InvalidRequest: a field is too long, there are too many, or there is a second file.
    """
    boundary = _boundary(request)
    most = max_file_bytes + FORM_OVERHEAD_BYTES
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise _too_large(max_file_bytes)
    raise_body_cap(request.scope, most)
    form = _Form(write)
    try:
        parser = form.parser(boundary)
        await _feed(parser, request.stream(), most=most, max_file_bytes=max_file_bytes)
        parser.finalize()
    except FormParserError as exc:
        message = "The body breaks the rules of multipart/form-data."
        raise MalformedMultipart(message) from exc
    return form.finish()


async def _feed(
    parser: MultipartParser, chunks: AsyncIterable[bytes], *, most: int, max_file_bytes: int
) -> None:
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        if received > most:
            raise _too_large(max_file_bytes)
        parser.write(chunk)


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data":
        message = "An upload is a form with a file: Content-Type multipart/form-data."
        raise UnsupportedMediaType(message, field="Content-Type")
    boundary = options.get(b"boundary", b"")
    if not boundary:
        message = "The Content-Type names no boundary."
        raise MalformedMultipart(message, field="Content-Type")
    return boundary


def _too_large(max_file_bytes: int) -> UploadTooLarge:
    return UploadTooLarge(f"The file has more than {max_file_bytes} bytes.", field="file")


@dataclass(slots=True)
class _Part:
    """One part while it arrives."""

    headers: dict[bytes, bytes] = field(default_factory=dict)
    header_name: bytearray = field(default_factory=bytearray)
    header_value: bytearray = field(default_factory=bytearray)
    name: str = ""
    value: bytearray = field(default_factory=bytearray)
    is_file: bool = False


class _Form:
    """Follows the parser from part to part."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self._part = _Part()
        self._parts = 0
        self._fields: list[tuple[str, str]] = []
        self._file_name: str | None = None
        self._is_complete = False

    def parser(self, boundary: bytes) -> MultipartParser:
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._complete,
            },
        )

    def finish(self) -> ReceivedForm:
        if not self._is_complete:
            message = "The body ends before its last boundary."
            raise MalformedMultipart(message)
        if self._file_name is None:
            message = "The form has no file in it."
            raise MissingFile(message, field="file")
        return ReceivedForm(file_name=self._file_name, fields=tuple(self._fields))

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            message = f"The form has more than {MAX_PARTS} parts."
            raise InvalidRequest(message)
        self._part = _Part()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._part.header_name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._part.header_value += data[start:end]

    def _header_end(self) -> None:
        part = self._part
        part.headers[bytes(part.header_name).lower()] = bytes(part.header_value)
        part.header_name.clear()
        part.header_value.clear()

    def _headers_finished(self) -> None:
        # Browsers write names in UTF-8; the parser's function wants text and keeps every byte.
        disposition = self._part.headers.get(b"content-disposition", b"").decode("latin-1")
        kind, options = parse_options_header(disposition)
        if kind != b"form-data" or b"name" not in options:
            message = "A part of the form has no name."
            raise MalformedMultipart(message)
        self._part.name = _text(options[b"name"])
        if b"filename" in options:
            if self._file_name is not None:
                message = "The form has more than one file; upload one at a time."
                raise InvalidRequest(message, field=self._part.name)
            self._part.is_file = True
            self._file_name = _text(options[b"filename"])

    def _data(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if part.is_file:
            self._write(data[start:end])
            return
        if len(part.value) + end - start > MAX_FIELD_BYTES:
            message = f"The field {part.name!r} is longer than {MAX_FIELD_BYTES} bytes."
            raise InvalidRequest(message, field=part.name)
        part.value += data[start:end]

    def _end(self) -> None:
        if not self._part.is_file:
            self._fields.append((self._part.name, _text(bytes(self._part.value))))

    def _complete(self) -> None:
        self._is_complete = True


def _text(value: bytes) -> str:
    return value[:MAX_FIELD_BYTES].decode("utf-8", errors="replace")
