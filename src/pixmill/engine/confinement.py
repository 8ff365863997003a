"""What a parent asks of a child's sandbox and what the child answers; `sandbox` does the rest."""

from dataclasses import dataclass
from enum import StrEnum


class SandboxLevel(StrEnum):
    """How well a child is locked in; later members hold less."""

    FULL = "full"
    """Limits, no new privileges, Landlock without any path, and a system-call filter."""
    PARTIAL = "partial"
    """As full, but the kernel lacks either Landlock or the filter."""
    LIMITS = "limits"
    """Resource limits and no new privileges only."""

    def satisfies(self, wanted: "SandboxLevel") -> bool:
        """Tell whether this level holds at least as much as the wanted one."""
        strength = [SandboxLevel.LIMITS, SandboxLevel.PARTIAL, SandboxLevel.FULL]
        return strength.index(self) >= strength.index(wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What one child may use.

    There is no limit on the number of processes: the kernel counts those per user over the whole
    machine, so any figure would either hit unrelated programs or hold nothing.
    The filter forbids new processes instead, and every thread costs address space.
    """

    address_space_bytes: int
    """Address space, not memory in use: a bare child already maps a few hundred megabytes."""
    file_size_bytes: int
    """Largest file the child may write, inherited or in memory: the cap on output bytes."""
    open_files: int = 64
    """Descriptors open at a time; a picture needs a handful and the fonts eight."""
    cpu_s: int | None = None
    """CPU over the child's whole life; None: no limit, since the parent keeps each deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxReport:
    """What was reached.

    Attributes:
        landlock_abi: version of Landlock in this kernel; 0 where missing or not asked for.
        has_seccomp: whether the system-call filter is in force.
        missing: one sentence for each protection that is not, fit for an operator.
    """

    level: SandboxLevel
    landlock_abi: int
    has_seccomp: bool
    missing: tuple[str, ...]
