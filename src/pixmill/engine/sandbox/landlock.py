"""Landlock: no file, no TCP port, no signal or abstract socket outside this process.

See https://docs.kernel.org/userspace-api/landlock.html for the rights of each ABI.
"""

import ctypes
import os

from pixmill.engine.sandbox.kernel import Kernel

_CREATE_RULESET_VERSION = 1
_FILE_RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 5: 16}
_NETWORK_ABI, _NETWORK_RIGHTS = 4, 0b11
_SCOPE_ABI, _SCOPES = 6, 0b11


def find_landlock_abi(kernel: Kernel) -> int:
    """Ask which version of Landlock is active; raise OSError where none is."""
    return kernel.call("landlock_create_ruleset", 0, 0, _CREATE_RULESET_VERSION)


def deny_all_paths(kernel: Kernel, *, abi: int) -> None:
    """Confine the calling thread, and every thread it starts later, to what is open already.

    Pipes and memory files stay reachable as `/proc/self/fd/N`: they lie on no mounted file system.
    """
    network = _NETWORK_RIGHTS if abi >= _NETWORK_ABI else 0
    scopes = _SCOPES if abi >= _SCOPE_ABI else 0
    attributes = (ctypes.c_uint64 * 3)(file_rights(abi), network, scopes)
    # Older kernels know a shorter structure and accept this one while the rest is zero.
    size = ctypes.sizeof(attributes)
    ruleset = kernel.call("landlock_create_ruleset", ctypes.addressof(attributes), size, 0)
    try:
        kernel.call("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def file_rights(abi: int) -> int:
    """Name every file right this version can withhold, as a bit mask."""
    known = max(version for version in _FILE_RIGHTS_BY_ABI if version <= abi)
    return (1 << _FILE_RIGHTS_BY_ABI[known]) - 1
