"""What an operator can choose about the storage of originals."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageSettings:
    """Where originals are kept."""

    root: Path
    """Folder of this machine; created when it is missing. There is no default here: the
    composition root knows the data directory."""
