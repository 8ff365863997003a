"""What an operator can choose about uploads and about cleaning up."""

from dataclasses import dataclass, field

from pixmill.transform.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSettings:
    """What may be uploaded."""

    max_bytes: int = 50 * 2**20
    """Bytes of one file. 50 MiB hold every JPEG that cameras write, and most TIFFs."""

    limits: Limits = field(default_factory=Limits)
    """Bounds on pixels, edges and frames; the same ones that the engine was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSettings:
    """How the records of assets are kept at hand."""

    cached_records: int = 10_000
    """Records of assets kept in the memory of this process, at about 2 KB each. 0 keeps none."""

    cached_for_ms: int = 5_000
    """Milliseconds after which a record is read anew. A change made by this process shows at once;
    this is how long one made by another process may go unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepSettings:
    """How often the service cleans up after itself."""

    interval_s: float = 300.0
    """Seconds between two sweeps; the first comes right at the start."""

    pending_after_s: float = 15 * 60.0
    """Seconds after which an unfinished upload counts as lost: far longer than any takes."""

    temporary_after_s: float = 24 * 3600.0
    """Seconds after which a temporary file counts as forgotten: longer than the slowest client may
    take to send one."""
