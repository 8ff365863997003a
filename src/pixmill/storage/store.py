"""What every storage of blobs can do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pixmill.storage.keys import BlobKey
from pixmill.storage.spool import Spool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobFacts:
    """What the storage knows about a blob."""

    bytes: int


class BlobStore(Protocol):
    """Keeps whole files under keys; a key is written once and never over."""

    @property
    def spool(self) -> Spool:
        """Where files that shall become blobs are gathered first."""
        ...

    async def put_file(self, key: BlobKey, path: Path) -> None:
        """Take over a file of the spool; when this returns, a power cut cannot lose it.

        A cancelled call still ends before the caller goes on: either the blob is there or it never
        will be.

        Raises:
            BlobAlreadyExists: the key is in use.
            StorageFull: there is no room.
        """
        ...

    async def local_file(self, key: BlobKey) -> Path:
        """Return a local file with the blob's bytes, to be opened at once and never changed.

        Raises:
            BlobNotFound: there is none.
        """
        ...

    async def stat(self, key: BlobKey) -> BlobFacts:
        """Return what the storage itself says about a blob.

        Raises:
            BlobNotFound: there is none.
        """
        ...

    async def delete(self, key: BlobKey) -> None:
        """Delete a blob; one that is not there is no error."""
        ...
