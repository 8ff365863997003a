"""Raw system calls for which Python has no function; not which of them to make."""

import ctypes
import os
import platform
import sys
from dataclasses import dataclass
from typing import Protocol

from pixmill.engine.sandbox.syscalls import ARCHITECTURES, Architecture, syscall_number


class Kernel(Protocol):
    """Makes system calls by name."""

    @property
    def architecture(self) -> Architecture:
        """The machine whose numbers are used."""

    def call(self, name: str, *arguments: int) -> int:
        """Make one call, pointers as addresses; raise OSError with the kernel's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinuxKernel:
    """The kernel this process runs on."""

    architecture: Architecture

    def call(self, name: str, *arguments: int) -> int:
        """Make one call through libc, which is in the process already."""
        number = syscall_number(name, self.architecture)
        if number is None:
            message = f"{name} does not exist on {self.architecture.name}"
            raise NotImplementedError(message)
        libc = ctypes.CDLL(None, use_errno=True)
        libc.syscall.restype = ctypes.c_long
        # Arguments are variadic: without c_long the upper half of a pointer would be undefined.
        answer = int(libc.syscall(*(ctypes.c_long(word) for word in (number, *arguments))))
        if answer < 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), name)
        return answer


def find_kernel() -> LinuxKernel | None:
    """Describe the kernel below; None where its system calls are not known to us."""
    architecture = ARCHITECTURES.get(platform.machine())
    is_64_bit = sys.maxsize > 2**32
    if platform.system() != "Linux" or architecture is None or not is_64_bit:
        return None
    return LinuxKernel(architecture=architecture)
