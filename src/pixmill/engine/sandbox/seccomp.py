"""The system-call filter, written as classic BPF by hand: what is refused, and with which answer.

A deny-list: codecs, threads and memory need more calls than one can list for every libc.
"""

import ctypes
import errno
import os
import struct
from typing import Final

from pixmill.engine.sandbox.kernel import Kernel
from pixmill.engine.sandbox.syscalls import REFUSED, Architecture, syscall_number

_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1

_ALLOW: Final = 0x7FFF0000
_KILL_PROCESS: Final = 0x80000000
_ERRNO: Final = 0x00050000

_LOAD, _RETURN, _SKIP = 0x20, 0x06, 0x05
_IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT = 0x15, 0x35, 0x45

_INSTRUCTION_BYTES = 8
_NUMBER_OFFSET, _ARCHITECTURE_OFFSET, _ARGUMENTS_OFFSET = 0, 4, 16

_CLONE_THREAD = 0x00010000
_CLONE_NEW_NAMESPACES = 0x7E020000
# Anything but reading: write, read-write, create, truncate.
_OPEN_TO_CHANGE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# Typing into the terminal the service was started from.
_TERMINAL_INPUT_REQUESTS = (0x5412, 0x541C)

_Program = list[bytes]


def build_filter(architecture: Architecture, *, own_pid: int) -> bytes:
    """Write the filter for one process on one machine."""
    program = _check_architecture(architecture)
    for name, body in _judged_calls(own_pid).items():
        number = syscall_number(name, architecture)
        if number is not None:
            program += [_jump(_IF_EQUAL, number, missed=len(body)), *body]
    refused = (syscall_number(name, architecture) for name in REFUSED)
    for number in sorted(number for number in refused if number is not None):
        program += [_jump(_IF_EQUAL, number, missed=1), _answer(errno.EPERM)]
    return b"".join([*program, _return(_ALLOW)])


def install_filter(kernel: Kernel, program: bytes) -> None:
    """Put every thread of this process under the filter, for good."""
    code = ctypes.create_string_buffer(program, len(program))
    fprog = struct.pack("@HP", len(program) // _INSTRUCTION_BYTES, ctypes.addressof(code))
    header = ctypes.create_string_buffer(fprog, len(fprog))
    odd_thread = kernel.call(
        "seccomp", _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, ctypes.addressof(header)
    )
    if odd_thread:
        raise OSError(errno.ESRCH, "a thread would not take the filter", str(odd_thread))


def _check_architecture(architecture: Architecture) -> _Program:
    program = [
        _load(_ARCHITECTURE_OFFSET),
        _jump(_IF_EQUAL, architecture.audit, missed=1),
        _skip(1),
        _return(_KILL_PROCESS),
        _load(_NUMBER_OFFSET),
    ]
    if architecture.x32_bit is not None:
        program += [_jump(_IF_AT_LEAST, architecture.x32_bit, missed=1), _return(_KILL_PROCESS)]
    return program


def _judged_calls(own_pid: int) -> dict[str, _Program]:
    return {
        # libc falls back to clone, whose flags a filter can read; clone3 hides its own.
        "clone3": [_answer(errno.ENOSYS)],
        "clone": [
            *_argument_has(0, _CLONE_NEW_NAMESPACES, then=_answer(errno.EPERM)),
            *_argument_has(0, _CLONE_THREAD, then=_return(_ALLOW)),
            _answer(errno.EPERM),
        ],
        # A crash must still die by its signal: abort() sends one to this very process.
        "kill": _only_if_argument_is(own_pid),
        "tgkill": _only_if_argument_is(own_pid),
        "prlimit64": _only_reading_own_limits(),
        "open": _only_reading(flags_at=1),
        "openat": _only_reading(flags_at=2),
        "ioctl": [
            _load(_argument(1)),
            *(
                line
                for request in _TERMINAL_INPUT_REQUESTS
                for line in (_jump(_IF_EQUAL, request, missed=1), _answer(errno.EPERM))
            ),
            _return(_ALLOW),
        ],
    }


def _only_if_argument_is(value: int) -> _Program:
    return [
        _load(_argument(0)),
        _jump(_IF_EQUAL, value, missed=1),
        _return(_ALLOW),
        _answer(errno.EPERM),
    ]


def _only_reading(*, flags_at: int) -> _Program:
    return [
        *_argument_has(flags_at, _OPEN_TO_CHANGE, then=_answer(errno.EACCES)),
        _return(_ALLOW),
    ]


def _only_reading_own_limits() -> _Program:
    new_limit_low, new_limit_high = _argument(2), _argument(2) + 4
    refuse = _answer(errno.EPERM)
    refuse_if_set = [_jump(_IF_AT_LEAST, 1, missed=1), refuse]
    return [
        *(_load(_argument(0)), *refuse_if_set),
        *(_load(new_limit_low), *refuse_if_set),
        *(_load(new_limit_high), *refuse_if_set),
        _return(_ALLOW),
    ]


def _argument_has(index: int, bits: int, *, then: bytes) -> _Program:
    return [_load(_argument(index)), _jump(_IF_ANY_BIT, bits, missed=1), then]


def _argument(index: int) -> int:
    """Offset of an argument's low half; both machines are little-endian."""
    return _ARGUMENTS_OFFSET + 8 * index


def _load(offset: int) -> bytes:
    return struct.pack("=HBBI", _LOAD, 0, 0, offset)


def _jump(condition: int, value: int, *, missed: int) -> bytes:
    """Go on when the condition holds, else skip as many instructions as said."""
    return struct.pack("=HBBI", condition, 0, missed, value)


def _skip(count: int) -> bytes:
    return struct.pack("=HBBI", _SKIP, 0, 0, count)


def _return(action: int) -> bytes:
    return struct.pack("=HBBI", _RETURN, 0, 0, action)


def _answer(number: int) -> bytes:
    return _return(_ERRNO | number)
