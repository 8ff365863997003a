"""Public ids: the names that assets have in URLs."""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from pixmill.assets.errors import InvalidMetadata
from pixmill.assets.metadata import is_printable

MAX_PUBLIC_ID_LENGTH: Final = 255

_MAX_SLUG_LENGTH: Final = 100
_FALLBACK: Final = "image"
_SUFFIX_BYTES: Final = 4
_IDENTIFIER: Final = re.compile(r"[0-9a-f]{32}")


def parse_public_id(text: str) -> str:
    """Return the public id in its one spelling (Unicode NFC, trimmed); `/` makes folders.

    Raises:
        InvalidMetadata: it breaks a rule; the message says which.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not 1 <= len(name) <= MAX_PUBLIC_ID_LENGTH:
        raise _invalid(f"A public id has 1 to {MAX_PUBLIC_ID_LENGTH} characters, not {len(name)}.")
    if not is_printable(name):
        raise _invalid("The public id contains an invisible character.")
    if name.startswith("/") or name.endswith("/"):
        raise _invalid("A public id neither starts nor ends with a slash.")
    if ".." in name or any(segment in {"", "."} for segment in name.split("/")):
        raise _invalid("A public id has neither '..' nor an empty folder name in it.")
    if _IDENTIFIER.fullmatch(name):
        raise _invalid("A public id must not look like an id: 32 hexadecimal digits.")
    return name


def public_ids(original_name: str | None) -> Iterator[str]:
    """Yield public ids that fit the file's name, the nicest first, then with suffixes for ever."""
    slug = _slug(original_name or "")
    if slug and not _IDENTIFIER.fullmatch(slug):
        yield slug
    while True:
        yield f"{slug or _FALLBACK}-{secrets.token_hex(_SUFFIX_BYTES)}"


def freed_public_id(asset_id: str) -> str:
    """Return what an asset is called while it is being deleted, so that its name is free at once.

    No parsed public id starts with a slash.
    """
    return f"/{asset_id}"


def _slug(original_name: str) -> str:
    stem = PurePosixPath(original_name).stem
    name = unicodedata.normalize("NFC", stem).casefold()
    return re.sub(r"[\W_]+", "-", name)[:_MAX_SLUG_LENGTH].strip("-")


def _invalid(message: str) -> InvalidMetadata:
    return InvalidMetadata(message, field="public_id")
