"""What can go wrong between Pixmill and the place where it keeps its bytes."""

import errno

from pixmill.errors import PixmillError, RetryableError

_FULL = {errno.ENOSPC, errno.EDQUOT}


class StorageFull(PixmillError):
    """There is no room left for another file."""

    code = "storage_full"
    action = "Free some space on the server's disk, or ask its operator to."


class StorageUnavailable(RetryableError):
    """The storage cannot be read or written at this moment."""

    code = "storage_unavailable"
    action = "Try again; if it stays, the operator finds the cause in the server's log."


class BlobNotFound(PixmillError):
    """The storage has no blob under a key that should have one."""

    code = "blob_not_found"
    action = "The file is lost; upload the picture again."


class BlobAlreadyExists(PixmillError):
    """A blob is written once and never over; this key is in use."""

    code = "blob_already_exists"
    action = "Upload the picture again."


def translate_error(error: OSError) -> PixmillError:
    """Return what an error of the file system means to Pixmill; paths stay out of the message."""
    if error.errno in _FULL:
        return StorageFull("The server has no room for this file.")
    return StorageUnavailable("The server cannot reach its files at this moment.")
