"""Locks the calling process in for good; which level is good enough is the parent's choice."""

import os
from pathlib import Path

from pixmill.engine.confinement import ChildLimits, SandboxLevel, SandboxReport
from pixmill.engine.sandbox.kernel import Kernel, find_kernel
from pixmill.engine.sandbox.landlock import deny_all_paths, find_landlock_abi
from pixmill.engine.sandbox.process import die_with_parent, drop_privileges, set_limits
from pixmill.engine.sandbox.seccomp import build_filter, install_filter

__all__ = ["confine"]


def confine(
    limits: ChildLimits,
    requested: SandboxLevel,
    *,
    parent_pid: int,
    kernel: Kernel | None = None,
) -> SandboxReport:
    """Give up every right that turning bytes into other bytes does not need; there is no way back.

    Call it once, with one thread alive: after every import and after the fonts were staged, but
    before the first picture. libvips keeps the threads it starts, and Landlock holds only threads
    started later: a thread from before could still open any file, so it costs the level `full`.
    Never raises for a missing protection: the report says what was reached, the caller decides.

    Args:
        limits: what this process may use from now on.
        requested: `limits` leaves Landlock and the filter out; else as much as the kernel has.
        parent_pid: the process that must outlive this one.
        kernel: makes the system calls; None means the one this process runs on.
    """
    refused = set_limits(limits)
    kernel = kernel or find_kernel()
    if kernel is None:
        return _limits_only(*refused, "This system is not Linux on x86_64 or aarch64.")
    refused += _lose_privileges(kernel, parent_pid=parent_pid)
    if requested is SandboxLevel.LIMITS:
        return _limits_only(*refused)
    abi, no_landlock = _apply_landlock(kernel)
    no_filter = _apply_filter(kernel)
    absent = len(no_landlock) + len(no_filter)
    levels = (SandboxLevel.FULL, SandboxLevel.PARTIAL, SandboxLevel.LIMITS)
    return SandboxReport(
        level=levels[absent],
        landlock_abi=abi,
        has_seccomp=not no_filter,
        missing=(*refused, *no_landlock, *no_filter),
    )


def _limits_only(*missing: str) -> SandboxReport:
    return SandboxReport(
        level=SandboxLevel.LIMITS, landlock_abi=0, has_seccomp=False, missing=missing
    )


def _lose_privileges(kernel: Kernel, *, parent_pid: int) -> tuple[str, ...]:
    try:
        drop_privileges(kernel)
        die_with_parent(kernel, parent_pid=parent_pid)
    except OSError as exc:
        return (f"The kernel refused to drop privileges: {exc}.",)
    return ()


def _apply_landlock(kernel: Kernel) -> tuple[int, tuple[str, ...]]:
    try:
        abi = find_landlock_abi(kernel)
        threads = sum(1 for _ in Path("/proc/self/task").iterdir())
        deny_all_paths(kernel, abi=abi)
    except OSError as exc:
        return 0, (f"Landlock is missing: {exc}.",)
    if threads > 1:
        return abi, (f"Landlock does not hold {threads - 1} threads started before it.",)
    return abi, ()


def _apply_filter(kernel: Kernel) -> tuple[str, ...]:
    try:
        install_filter(kernel, build_filter(kernel.architecture, own_pid=os.getpid()))
    except OSError as exc:
        return (f"The system-call filter is missing: {exc}.",)
    return ()
