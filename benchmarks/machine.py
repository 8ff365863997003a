"""Says on what machine figures were taken."""

import os
import platform
from pathlib import Path


def describe_machine() -> str:
    """Return processor, cores, memory and kernel in one line."""
    cpu = _field(Path("/proc/cpuinfo"), "model name") or platform.machine()
    memory_kib = int((_field(Path("/proc/meminfo"), "MemTotal") or "0 kB").split()[0])
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory_kib / 1024**2:.0f} GiB, "
        f"Linux {platform.release().split('-')[0]}, Python {platform.python_version()}"
    )


def _field(path: Path, name: str) -> str | None:
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return None
