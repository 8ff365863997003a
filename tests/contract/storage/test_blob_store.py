"""What every storage of blobs must do, whatever stands behind it."""

import asyncio
import errno
import os
from pathlib import Path

import pytest

from pixmill.storage.errors import (
    BlobAlreadyExists,
    BlobNotFound,
    StorageFull,
    StorageUnavailable,
    translate_error,
)
from pixmill.storage.keys import BlobKey, original_key
from pixmill.storage.local import LocalStore
from pixmill.storage.settings import StorageSettings
from pixmill.storage.spool import write_all
from pixmill.storage.store import BlobStore

KEY = original_key("0193aaaaaaaa7bbb8cccddddeeee1234")


@pytest.fixture(params=["local"])
def store(tmp_path: Path) -> BlobStore:
    """Open an empty storage of each kind."""
    return LocalStore(StorageSettings(root=tmp_path / "blobs"))


async def put(store: BlobStore, content: bytes, key: BlobKey = KEY) -> Path:
    """Store content as an upload does; return where its temporary file was."""
    with store.spool.temporary_file() as file:
        write_all(file.descriptor, content)
        await store.put_file(key, file.path)
        return file.path


async def test_blob_is_read_back_unchanged(store: BlobStore) -> None:
    """What was put under a key is what the key gives."""
    await put(store, b"picture")

    assert (await store.local_file(KEY)).read_bytes() == b"picture"
    assert (await store.stat(KEY)).bytes == 7


async def test_key_is_spread_by_the_random_end_of_the_identifier() -> None:
    """Identifiers begin with the time, so folders are named after their end."""
    assert KEY == "originals/34/12/0193aaaaaaaa7bbb8cccddddeeee1234"


async def test_put_takes_the_temporary_file_over(store: BlobStore) -> None:
    """Nothing of the upload stays in the spool."""
    path = await put(store, b"picture")

    assert not path.exists()


async def test_second_put_under_a_key_is_refused(store: BlobStore) -> None:
    """A blob is never written over."""
    await put(store, b"first")

    with pytest.raises(BlobAlreadyExists):
        await put(store, b"second")

    assert (await store.local_file(KEY)).read_bytes() == b"first"


async def test_one_of_many_puts_at_once_wins(store: BlobStore) -> None:
    """Creating is exclusive even when everybody tries at the same moment."""
    contents = [bytes([number]) * 1000 for number in range(8)]

    outcomes = await asyncio.gather(
        *(put(store, content) for content in contents), return_exceptions=True
    )

    winners = [outcome for outcome in outcomes if isinstance(outcome, Path)]
    assert len(winners) == 1
    assert (await store.local_file(KEY)).read_bytes() in contents


async def test_cancelled_put_is_settled_before_the_caller_goes_on(store: BlobStore) -> None:
    """After a cancelled put no blob can appear behind the back of whoever cleans up."""
    task = asyncio.create_task(put(store, b"x" * 100_000))
    await asyncio.sleep(0)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await store.delete(KEY)
    await asyncio.sleep(0.02)

    with pytest.raises(BlobNotFound):
        await store.stat(KEY)


async def test_missing_blob_is_named_as_such(store: BlobStore) -> None:
    """Reading what is not there is an error of ours."""
    with pytest.raises(BlobNotFound):
        await store.local_file(KEY)
    with pytest.raises(BlobNotFound):
        await store.stat(KEY)


async def test_delete_can_be_repeated(store: BlobStore) -> None:
    """Cleaning up twice does no harm."""
    await put(store, b"picture")

    await store.delete(KEY)
    await store.delete(KEY)

    with pytest.raises(BlobNotFound):
        await store.stat(KEY)


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "originals/../../secret", "originals", "a//b", "A/b", "originals/34"]
)
async def test_text_that_is_no_blob_is_not_found(store: BlobStore, key: str) -> None:
    """No text that is not a key reaches the disk, and a folder is no blob."""
    await put(store, b"picture")

    with pytest.raises(BlobNotFound):
        await store.local_file(BlobKey(key))


async def test_unwritable_place_is_told_without_its_path(tmp_path: Path) -> None:
    """An error of the file system becomes one of ours, which keeps paths to itself."""
    (tmp_path / "blobs").write_bytes(b"not a folder")
    store = LocalStore(StorageSettings(root=tmp_path / "blobs"))

    with pytest.raises(StorageUnavailable) as caught, store.spool.temporary_file():
        pass

    assert str(tmp_path) not in caught.value.message


async def test_unreachable_blob_is_not_taken_for_a_missing_one(tmp_path: Path) -> None:
    """Only a storage that answers can say that a blob is not there."""
    (tmp_path / "originals").write_bytes(b"not a folder")
    store = LocalStore(StorageSettings(root=tmp_path))

    with pytest.raises(StorageUnavailable):
        await store.stat(KEY)
    with pytest.raises(StorageUnavailable):
        await store.delete(KEY)
    with pytest.raises(StorageUnavailable):
        await put(store, b"picture")


async def test_failed_move_leaves_no_empty_blob(tmp_path: Path) -> None:
    """The claim on a key is given up when the file cannot follow."""
    store = LocalStore(StorageSettings(root=tmp_path))
    folder = tmp_path / "folder"
    folder.mkdir()

    with pytest.raises(StorageUnavailable):
        await store.put_file(KEY, folder)

    with pytest.raises(BlobNotFound):
        await store.stat(KEY)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_is_told_apart(number: int) -> None:
    """Running out of room has an answer of its own."""
    assert isinstance(translate_error(OSError(number, "")), StorageFull)


def test_writing_to_a_full_disk_says_so() -> None:
    """The kernel's own always-full device is refused like a full disk."""
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(StorageFull):
        write_all(full.fileno(), b"x")


def test_temporary_file_is_private_and_vanishes(store: BlobStore) -> None:
    """A temporary file is for this user only, and only as long as it is used."""
    with store.spool.temporary_file() as file:
        write_all(file.descriptor, b"half a picture")
        mode = file.path.stat().st_mode & 0o777

    assert mode == 0o600
    assert not file.path.exists()


def test_sweep_deletes_only_old_temporary_files(store: BlobStore) -> None:
    """Files in use are younger than those a killed process has left."""
    with store.spool.temporary_file() as old, store.spool.temporary_file() as young:
        os.utime(old.path, (0, 0))

        gone = store.spool.sweep(older_than_s=60)

        assert gone == 1
        assert young.path.exists()
        assert not old.path.exists()


def test_sweep_of_an_unused_spool_finds_nothing(store: BlobStore) -> None:
    """A spool without a folder is empty."""
    assert store.spool.sweep(older_than_s=0) == 0
