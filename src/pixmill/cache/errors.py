"""What can go wrong between Pixmill and its cache."""

from pixmill.errors import RetryableError


class CacheUnavailable(RetryableError):
    """A finished rendition cannot be kept: the disk of the cache is full or fails."""

    code = "cache_unavailable"
    action = "Try again; if it stays, the operator has to make room on the cache's disk."
