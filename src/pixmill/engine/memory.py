"""How much memory there is, and how much of it the pictures that are worked on may take."""

from pathlib import Path

from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import OutputTooLarge
from pixmill.transform.memory import most_bytes_to_decode

_HOST = Path("/proc/meminfo")
_CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
_KIB = 1024
_MB = 1_000_000


def count_memory_bytes(host: Path = _HOST, cgroup_limit: Path = _CGROUP_LIMIT) -> int:
    """Return the memory this process and its children may use, containers included."""
    fields = (line.partition(":") for line in host.read_text(encoding="ascii").splitlines())
    total = next(int(value.split()[0]) * _KIB for name, _, value in fields if name == "MemTotal")
    try:
        return min(total, int(cgroup_limit.read_text(encoding="ascii")))
    except (OSError, ValueError):
        # No limit is the word "max", which is no number.
        return total


class MemoryBudget:
    """What pictures may take together; each reserves what it needs at worst before it is begun."""

    def __init__(self, most_bytes: int) -> None:
        """Begin with nothing reserved."""
        self.most_bytes = most_bytes
        self.reserved_bytes = 0

    def check(self, need_bytes: int) -> None:
        """Refuse what would not fit if it were alone.

        Raises:
            OutputTooLarge: waiting is of no use.
        """
        if need_bytes > self.most_bytes:
            message = (
                f"Drawing this takes up to {need_bytes // _MB} MB of memory; "
                f"at most {self.most_bytes // _MB} MB are allowed."
            )
            raise OutputTooLarge(message)

    def fits(self, need_bytes: int) -> bool:
        """Tell whether there is room beside what is reserved."""
        return self.reserved_bytes + need_bytes <= self.most_bytes

    def reserve(self, need_bytes: int) -> None:
        """Take room; look first whether it fits."""
        self.reserved_bytes += need_bytes

    def release(self, need_bytes: int) -> None:
        """Give room back."""
        self.reserved_bytes -= need_bytes


def memory_budget(settings: EngineSettings, *, memory_bytes: int) -> MemoryBudget:
    """Return the budget that was chosen, or the one that suits a machine with so much memory."""
    chosen = settings.max_decoded_bytes
    return MemoryBudget(chosen or max(memory_bytes // 2, _least_bytes(settings)))


def _least_bytes(settings: EngineSettings) -> int:
    """Return room for one source of the most demanding kind, or for two of most others."""
    pixels = settings.limits.max_source_pixels
    return max(most_bytes_to_decode(kind, pixels=pixels) for kind in SourceFormat)
