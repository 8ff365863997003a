"""The record of an uploaded picture."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

from pixmill.storage.keys import BlobKey
from pixmill.transform.colour import Colour
from pixmill.transform.formats import SourceFormat, extension_of, media_type_of
from pixmill.transform.source import SourceFacts


class AssetState(StrEnum):
    """How far an asset is between its upload and its end; only `ready` ones are ever seen."""

    PENDING = "pending"
    READY = "ready"
    DELETING = "deleting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """An uploaded picture and what is known about it.

    Attributes:
        public_id: the name it has in URLs, unique within its workspace.
        version: counts the originals it has had; 1 is the first.
        original_name: the file's name on the uploader's machine, cleaned; only ever shown.
        sha256: of the original's bytes, 64 hexadecimal digits.
        placeholder: BlurHash.
        palette: the colours that cover most, the foremost first.
        tags: sorted.
        updated_at: when the record was last changed.
    """

    id: str
    workspace_id: str
    created_by: str
    public_id: str
    version: int
    state: AssetState
    title: str | None
    original_name: str | None
    facts: SourceFacts
    bytes: int
    sha256: str
    blob_key: BlobKey
    placeholder: str | None
    palette: tuple[Colour, ...]
    tags: tuple[str, ...]
    created_at: datetime
    updated_at: datetime

    @property
    def media_type(self) -> str:
        """The media type of the original."""
        return media_type_of(self.facts.format)

    @property
    def can_be_shown(self) -> bool:
        """Whether a browser may get the original itself; a drawing could run scripts there."""
        return self.facts.format is not SourceFormat.SVG

    @property
    def extension(self) -> str:
        """The extension that fits the original's bytes, whatever its uploader called it."""
        return extension_of(self.facts.format)

    @property
    def stem(self) -> str:
        """What to call files of this asset, without an extension."""
        if self.original_name is not None:
            return PurePosixPath(self.original_name).stem
        return self.public_id.rsplit("/", 1)[-1]
