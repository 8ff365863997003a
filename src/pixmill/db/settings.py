"""What an operator can choose about the database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSettings:
    """How to reach the database, and how long to wait for it."""

    url: str
    """`sqlite:///relative/path` or `sqlite:////absolute/path`. There is no default here: the
    composition root knows the data directory. Kept out of messages, it may hold a password."""

    busy_timeout_ms: int = 5_000
    """Milliseconds to wait for a write lock or a free connection before answering "busy".
    Five seconds outlast every write of ours many times over."""

    read_connections: int = 4
    """Connections for reading, each with a thread of its own on SQLite. Reads take well under a
    millisecond, so four are plenty for one process."""
