"""How many processors this process may really use, containers included."""

import os
from pathlib import Path

_CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def count_processors(quota_file: Path = _CGROUP_QUOTA) -> int:
    """Return the processors this process may use, at least 1.

    A container's share is a quota of time, which the affinity mask does not show: `cpu.max` of
    cgroup version 2 holds "microseconds-or-max period".
    """
    allowed = len(os.sched_getaffinity(0))
    try:
        quota, period = map(int, quota_file.read_text(encoding="ascii").split())
        share = -(-quota // period)
    except (OSError, ValueError, ZeroDivisionError):
        # No quota is the word "max", which is no number.
        share = allowed
    return max(1, min(allowed, share))
