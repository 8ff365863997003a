"""What delivery hands out: files with all that a client has to be told about them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pixmill.transform.formats import OutputFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The file that was uploaded.

    Attributes:
        path: to be opened at once; the asset may be deleted at any time.
        etag: names these bytes; without quotes.
        file_name: what to call the file on the client's disk.
    """

    path: Path
    bytes: int
    media_type: str
    etag: str
    created_at: datetime
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A picture that was made from an asset.

    Attributes:
        path: to be opened at once; the file may be evicted at any time, and is then made again.
        etag: names these bytes; without quotes. It is the fingerprint.
        file_name: what to call the file on the client's disk.
    """

    asset_id: str
    fingerprint: str
    path: Path
    bytes: int
    media_type: str
    etag: str
    created_at: datetime
    file_name: str
    format: OutputFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionRecord:
    """What the database keeps of a rendition; it outlives the file and can make it again.

    Attributes:
        recipe: as JSON.
        height: of one frame.
    """

    asset_id: str
    version: int
    fingerprint: str
    recipe: str
    format: OutputFormat
    width: int
    height: int
    frames: int
    bytes: int
    created_at: datetime
    last_used_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformed:
    """The answer to an explicit transformation: the file and its numbers."""

    rendition: Rendition
    record: RenditionRecord
