"""Temporary files: they vanish when their user is done, unless somebody has taken them over."""

import os
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pixmill.storage.errors import translate_error


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoolFile:
    """A temporary file that is open for reading and writing; the spool closes it."""

    path: Path
    descriptor: int


class Spool:
    """A folder of temporary files, on the same file system as the place they will move to."""

    def __init__(self, root: Path) -> None:
        """Name the folder; it is created with the first file."""
        self._root = root

    @contextmanager
    def temporary_file(self) -> Generator[SpoolFile]:
        """Open a new file that only this user can read; it is closed and deleted in the end.

        Raises:
            StorageFull: there is no room even for an empty file.
        """
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self._root)
        except OSError as exc:
            raise translate_error(exc) from exc
        path = Path(name)
        try:
            yield SpoolFile(path=path, descriptor=descriptor)
        finally:
            os.close(descriptor)
            # Whoever took the file over has renamed it.
            path.unlink(missing_ok=True)

    def sweep(self, *, older_than_s: float) -> int:
        """Delete files that a killed process left behind; return how many there were."""
        if not self._root.is_dir():
            return 0
        latest = time.time() - older_than_s
        gone = 0
        for path in self._root.iterdir():
            # Another process may sweep, or finish, at the same moment.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime <= latest:
                    path.unlink()
                    gone += 1
        return gone


def write_all(descriptor: int, chunk: bytes) -> None:
    """Write every byte of the chunk.

    Raises:
        StorageFull: the disk has no room for it.
    """
    rest = memoryview(chunk)
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except OSError as exc:
        raise translate_error(exc) from exc
