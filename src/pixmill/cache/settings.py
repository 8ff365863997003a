"""What an operator can choose about the cache of renditions."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSettings:
    """Where renditions are kept, and how many."""

    root: Path
    """Folder of this machine; created when it is missing. It may be emptied at any time."""

    max_bytes: int = 10 * 2**30
    """Bytes of all renditions together; those used least recently go first. The bound is kept by a
    periodic sweep, so it is passed for a while. 0 keeps nothing beyond the next sweep. 10 GiB hold
    some 200,000 pictures of the size that pages use."""
