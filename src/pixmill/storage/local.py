"""Blobs as files below one folder of this machine."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from pixmill.storage.errors import BlobAlreadyExists, BlobNotFound, translate_error
from pixmill.storage.keys import BlobKey, is_key
from pixmill.storage.settings import StorageSettings
from pixmill.storage.spool import Spool
from pixmill.storage.store import BlobFacts


class LocalStore:
    """A folder of blobs, with its spool beside them on the same file system."""

    def __init__(self, settings: StorageSettings) -> None:
        """Name the folder; it is created with the first blob."""
        self._root = settings.root
        self._spool = Spool(settings.root / "tmp")

    @property
    def spool(self) -> Spool:
        """Where files that shall become blobs are gathered first."""
        return self._spool

    async def put_file(self, key: BlobKey, path: Path) -> None:
        """Move the file to its key, through to the disk."""
        target = self._path(key)
        writing = asyncio.ensure_future(asyncio.to_thread(_put, path, target, root=self._root))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            # A thread cannot be stopped, and a blob that appears later would belong to nobody.
            while not writing.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.wait({writing})
            raise

    async def local_file(self, key: BlobKey) -> Path:
        """Return the blob itself."""
        path = self._path(key)
        _size(path)
        return path

    async def stat(self, key: BlobKey) -> BlobFacts:
        """Ask the file system."""
        return BlobFacts(bytes=_size(self._path(key)))

    async def delete(self, key: BlobKey) -> None:
        """Unlink the file; its folders stay, the next blob may need them."""
        await asyncio.to_thread(_delete, self._path(key))

    def _path(self, key: BlobKey) -> Path:
        if not is_key(key):
            raise BlobNotFound(f"{key[:80]!r} is not the key of a blob.")
        return self._root / key


def _put(source: Path, target: Path, *, root: Path) -> None:
    try:
        _sync(source)
        _make_folders(target.parent, root=root)
        _claim(target)
    except OSError as exc:
        raise translate_error(exc) from exc
    try:
        source.replace(target)
        _sync(target.parent)
    except OSError as exc:
        target.unlink(missing_ok=True)
        raise translate_error(exc) from exc


def _claim(target: Path) -> None:
    """Create the blob empty, because a rename alone would silently replace another one.

    A hard link would do as well, but not every file system has them.
    """
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as exc:
        raise BlobAlreadyExists("This key has a blob already.") from exc


def _make_folders(folder: Path, *, root: Path) -> None:
    """Create the folder and those above it, each written into its parent for good."""
    if folder.is_dir():
        return
    if folder == root:
        folder.mkdir(parents=True, exist_ok=True)
        return
    _make_folders(folder.parent, root=root)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _size(path: Path) -> int:
    try:
        facts = path.stat()
    except FileNotFoundError as exc:
        raise BlobNotFound("The file of this picture is missing.") from exc
    except OSError as exc:
        raise translate_error(exc) from exc
    if not S_ISREG(facts.st_mode):
        raise BlobNotFound("The file of this picture is missing.")
    return facts.st_size


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as exc:
        raise translate_error(exc) from exc
