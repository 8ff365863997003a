"""Limits and privileges of this process, without Landlock and without a filter."""

import ctypes
import os
import resource
import signal

from pixmill.engine.confinement import ChildLimits
from pixmill.engine.sandbox.kernel import Kernel

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION_3 = 0x20080522


def set_limits(limits: ChildLimits) -> tuple[str, ...]:
    """Lower this process's resource limits for good; return a sentence for each refused."""
    wanted = {
        "address space": (resource.RLIMIT_AS, limits.address_space_bytes),
        "core file": (resource.RLIMIT_CORE, 0),
        "file size": (resource.RLIMIT_FSIZE, limits.file_size_bytes),
        "open files": (resource.RLIMIT_NOFILE, limits.open_files),
    }
    if limits.cpu_s is not None:
        wanted["CPU time"] = (resource.RLIMIT_CPU, limits.cpu_s)
    refused = []
    for name, (which, value) in wanted.items():
        try:
            _lower(which, value)
        except (OSError, ValueError) as exc:
            refused.append(f"The limit on {name} was refused: {exc}.")
    return tuple(refused)


def drop_privileges(kernel: Kernel) -> None:
    """Give up new privileges, root's capabilities and dumps of memory."""
    kernel.call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # Without capabilities even root cannot raise its limits again.
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    kernel.call("capset", ctypes.addressof(header), ctypes.addressof(nothing))
    kernel.call("prctl", _PR_SET_DUMPABLE, 0, 0, 0, 0)


def die_with_parent(kernel: Kernel, *, parent_pid: int) -> None:
    """Have the kernel kill this process when the parent's thread that started it ends.

    Must come after any change of user, which clears the wish.
    """
    kernel.call("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # A parent that died before the call above will never send the signal.
    if os.getppid() != parent_pid:
        os.kill(os.getpid(), signal.SIGKILL)


def _lower(which: int, value: int) -> None:
    _, ceiling = resource.getrlimit(which)
    limit = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
    resource.setrlimit(which, (limit, limit))
