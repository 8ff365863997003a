"""Users and workspaces as the rest of Pixmill sees them: no hashes, no keys."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person with an account."""

    id: str
    username: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The tenant that owns assets."""

    id: str
    name: str
    """Unique, `[a-z0-9-]`; the "cloud name" in delivery URLs."""
