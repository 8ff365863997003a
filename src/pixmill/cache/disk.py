"""Renditions as files, grouped by asset and version so that they can be dropped together."""

import asyncio
import os
import shutil
import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pixmill.cache.errors import CacheUnavailable
from pixmill.cache.settings import CacheSettings

# How old the noted time of use may get before it is written again; most hits write nothing.
_USE_RESOLUTION_S = 300
# Eviction goes a little below the bound, so that it does not run at every sweep.
_EVICT_TO = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionKey:
    """Names one rendition; every part is chosen by the server."""

    asset_id: str
    version: int
    fingerprint: str
    extension: str

    @property
    def path(self) -> str:
        """Where the rendition lies below the cache's root.

        The first folder is cut from the end of the identifier, whose beginning is the time.
        """
        return f"{_asset_folder(self.asset_id)}/{self.version}/{self.fingerprint}.{self.extension}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedFile:
    """A rendition on disk; it may be evicted at any time, so it is opened at once."""

    path: Path
    bytes: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheUsage:
    """What the cache holds at one moment."""

    files: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    path: Path
    bytes: int
    used_at: float


class DiskCache:
    """A bounded folder of renditions."""

    def __init__(self, settings: CacheSettings) -> None:
        """Name the folder; it is created with the first rendition."""
        self._root = settings.root / "renditions"
        self._max_bytes = settings.max_bytes

    def find(self, key: RenditionKey) -> CachedFile | None:
        """Return the rendition if it is here; its use is noted now and then. Costs one stat."""
        path = self._root / key.path
        try:
            facts = path.stat()
            # The time of access is ours to write, so this works on disks that do not keep it.
            if time.time() - facts.st_atime > _USE_RESOLUTION_S:
                os.utime(path, ns=(time.time_ns(), facts.st_mtime_ns))
        except OSError:
            # Missing, evicted this instant, or unreadable: all mean that it has to be made.
            return None
        return _cached(path, facts)

    async def sync(self, path: Path) -> None:
        """Bring a temporary file through to the disk before it gets its name.

        Otherwise a power cut could leave a torn picture that is then served for ever.
        """
        await asyncio.to_thread(_sync, path)

    def store(self, key: RenditionKey, path: Path) -> CachedFile:
        """Take over a temporary file of the same file system; an equal rendition is replaced.

        Raises:
            CacheUnavailable: there is no room for the name.
        """
        target = self._root / key.path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
            return _cached(target, target.stat())
        except OSError as exc:
            raise CacheUnavailable("The rendition cannot be kept.") from exc

    async def drop_asset(self, asset_id: str) -> None:
        """Delete every rendition of an asset.

        Raises:
            CacheUnavailable: some of them are still there.
        """
        folder = self._root / _asset_folder(asset_id)
        await asyncio.to_thread(_drop, folder)

    async def drop_version(self, asset_id: str, version: int) -> None:
        """Delete every rendition of one version of an asset, under the same promise."""
        folder = self._root / _asset_folder(asset_id) / str(version)
        await asyncio.to_thread(_drop, folder)

    async def usage(self) -> CacheUsage:
        """Count files and bytes; this walks through the whole cache."""
        kept = await asyncio.to_thread(lambda: list(_walk(self._root)))
        return CacheUsage(files=len(kept), bytes=sum(file.bytes for file in kept))

    async def evict(self) -> int:
        """Delete the least recently used renditions if there are too many; return how many went."""
        return await asyncio.to_thread(_evict, self._root, max_bytes=self._max_bytes)


def _asset_folder(asset_id: str) -> str:
    return f"{asset_id[-2:]}/{asset_id}"


def _cached(path: Path, facts: os.stat_result) -> CachedFile:
    created_at = datetime.fromtimestamp(facts.st_mtime, UTC)
    return CachedFile(path=path, bytes=facts.st_size, created_at=created_at)


def _sync(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fdatasync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as exc:
        raise CacheUnavailable("The rendition cannot be written.") from exc


def _drop(folder: Path) -> None:
    try:
        while folder.exists():
            # Stops early when an eviction takes a file away under its hands.
            with suppress(FileNotFoundError):
                shutil.rmtree(folder)
    except OSError as exc:
        raise CacheUnavailable("A rendition cannot be deleted.") from exc


def _walk(root: Path) -> Generator[_Kept]:
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue
            yield _Kept(path=path, bytes=facts.st_size, used_at=facts.st_atime)


def _evict(root: Path, *, max_bytes: int) -> int:
    kept = sorted(_walk(root), key=lambda file: file.used_at)
    total = sum(file.bytes for file in kept)
    if total <= max_bytes:
        return 0
    gone = 0
    for file in kept:
        if total <= max_bytes * _EVICT_TO:
            break
        # Folders stay: a rendition may be on its way into them, and its asset takes them along.
        file.path.unlink(missing_ok=True)
        total -= file.bytes
        gone += 1
    return gone
