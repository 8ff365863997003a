"""Keys of blobs: chosen by the server, never made from anything a user wrote."""

import re
from typing import Final, NewType

BlobKey = NewType("BlobKey", str)
"""A relative path of lower-case letters, digits and dashes, such as `originals/4f/09/0193…094f`."""

_SEGMENT: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def original_key(asset_id: str) -> BlobKey:
    """Return the key for the original of an asset.

    The folders are cut from the end of the identifier: its beginning is the time of birth and would
    put everything into one folder.
    """
    return BlobKey(f"originals/{asset_id[-2:]}/{asset_id[-4:-2]}/{asset_id}")


def is_key(text: str) -> bool:
    """Tell whether a text has the shape of a key, so that it can never leave the storage's root."""
    segments = text.split("/")
    return len(segments) > 1 and all(_SEGMENT.fullmatch(segment) for segment in segments)
