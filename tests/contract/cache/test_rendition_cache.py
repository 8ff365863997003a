"""What every cache of renditions must do, whatever stands behind it."""

import os
import time
from pathlib import Path

import pytest

from pixmill.cache.disk import DiskCache, RenditionKey
from pixmill.cache.errors import CacheUnavailable
from pixmill.cache.settings import CacheSettings

ASSET = "0193aaaaaaaa7bbb8cccddddeeee1234"
OTHER = "0193aaaaaaaa7bbb8cccddddeeee5634"


@pytest.fixture
def cache(tmp_path: Path) -> DiskCache:
    """Open an empty cache that holds a thousand bytes."""
    return DiskCache(CacheSettings(root=tmp_path / "cache", max_bytes=1000))


def key(fingerprint: str, *, asset_id: str = ASSET, version: int = 1) -> RenditionKey:
    """Name a rendition."""
    return RenditionKey(
        asset_id=asset_id, version=version, fingerprint=fingerprint, extension="webp"
    )


def keep(cache: DiskCache, name: RenditionKey, *, folder: Path, size: int = 100) -> Path:
    """Store a rendition of so many bytes; return its file."""
    temporary = folder / f"{name.fingerprint}.tmp"
    temporary.write_bytes(b"x" * size)
    return cache.store(name, temporary).path


def test_stored_rendition_is_found(cache: DiskCache, tmp_path: Path) -> None:
    """What was stored under a key is found under it, with its size."""
    keep(cache, key("aa"), folder=tmp_path, size=7)

    found = cache.find(key("aa"))

    assert found is not None
    assert found.path.read_bytes() == b"x" * 7
    assert found.bytes == 7
    assert abs(found.created_at.timestamp() - time.time()) < 60


def test_unknown_rendition_is_not_found(cache: DiskCache, tmp_path: Path) -> None:
    """Another fingerprint, version or asset is another picture."""
    keep(cache, key("aa"), folder=tmp_path)

    others = [key("bb"), key("aa", version=2), key("aa", asset_id=OTHER)]

    assert [cache.find(other) for other in others] == [None, None, None]


def test_storing_takes_the_file_over(cache: DiskCache, tmp_path: Path) -> None:
    """The temporary file becomes the rendition; a second one replaces the first."""
    keep(cache, key("aa"), folder=tmp_path, size=7)
    keep(cache, key("aa"), folder=tmp_path, size=9)

    found = cache.find(key("aa"))

    assert not (tmp_path / "aa.tmp").exists()
    assert found is not None
    assert found.bytes == 9


async def test_asset_is_dropped_with_all_its_versions(cache: DiskCache, tmp_path: Path) -> None:
    """A deleted asset leaves no rendition, and takes none of another."""
    keep(cache, key("aa"), folder=tmp_path)
    keep(cache, key("aa", version=2), folder=tmp_path)
    keep(cache, key("aa", asset_id=OTHER), folder=tmp_path)

    await cache.drop_asset(ASSET)
    await cache.drop_asset(ASSET)

    assert cache.find(key("aa")) is None
    assert cache.find(key("aa", version=2)) is None
    assert cache.find(key("aa", asset_id=OTHER)) is not None


async def test_version_is_dropped_alone(cache: DiskCache, tmp_path: Path) -> None:
    """The other versions of the asset stay."""
    keep(cache, key("aa"), folder=tmp_path)
    keep(cache, key("aa", version=2), folder=tmp_path)

    await cache.drop_version(ASSET, 1)

    assert cache.find(key("aa")) is None
    assert cache.find(key("aa", version=2)) is not None


async def test_least_recently_used_are_evicted_first(cache: DiskCache, tmp_path: Path) -> None:
    """Over the bound the oldest in use go, until nine tenths of it are left."""
    for number in range(12):
        path = keep(cache, key(f"{number:02}"), folder=tmp_path)
        os.utime(path, (1_000_000 + number, 1_000_000))
    cache.find(key("00"))

    gone = await cache.evict()

    left = [number for number in range(12) if cache.find(key(f"{number:02}")) is not None]
    usage = await cache.usage()
    assert gone == 3
    assert left == [0, 4, 5, 6, 7, 8, 9, 10, 11]
    assert (usage.files, usage.bytes) == (9, 900)


async def test_nothing_is_evicted_below_the_bound(cache: DiskCache, tmp_path: Path) -> None:
    """A cache that is exactly full stays as it is."""
    for number in range(10):
        keep(cache, key(f"{number:02}"), folder=tmp_path)

    assert await cache.evict() == 0


async def test_empty_cache_uses_nothing(cache: DiskCache) -> None:
    """Before the first rendition there is no folder, and no error."""
    usage = await cache.usage()

    assert (usage.files, usage.bytes) == (0, 0)
    assert await cache.evict() == 0


def test_noting_a_use_does_not_change_the_birth(cache: DiskCache, tmp_path: Path) -> None:
    """The time of creation is part of the answer and must not move."""
    path = keep(cache, key("aa"), folder=tmp_path)
    os.utime(path, (1_000_000, 1_000_000))

    found = cache.find(key("aa"))

    assert found is not None
    assert found.created_at.timestamp() == 1_000_000
    assert path.stat().st_mtime == 1_000_000
    assert path.stat().st_atime > 1_000_000


async def test_failing_disk_is_told(tmp_path: Path) -> None:
    """A rendition that cannot be kept, synced or dropped is an error of ours."""
    (tmp_path / "cache").write_bytes(b"not a folder")
    cache = DiskCache(CacheSettings(root=tmp_path / "cache"))

    with pytest.raises(CacheUnavailable):
        keep(cache, key("aa"), folder=tmp_path)
    with pytest.raises(CacheUnavailable):
        await cache.sync(tmp_path / "missing")


async def test_rendition_that_cannot_be_dropped_is_told(cache: DiskCache, tmp_path: Path) -> None:
    """A deletion that did not happen must not look as if it had."""
    folder = keep(cache, key("aa"), folder=tmp_path).parent.parent
    await cache.drop_asset(ASSET)
    folder.write_bytes(b"not a folder")

    with pytest.raises(CacheUnavailable):
        await cache.drop_asset(ASSET)
