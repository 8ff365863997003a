"""What a hostile picture would like to do, tried on purpose: a sandbox is believed when it refuses.

None of them does any harm where it gets through: nothing is left on disk, nobody is stopped.
"""

import ctypes
import os
import socket
from collections.abc import Callable
from pathlib import Path

# linux/ptrace.h: attach without stopping; ends when the process that attached does.
_PTRACE_SEIZE = 0x4206
_DISCARD_PORT = 9


def ways_out() -> tuple[str, ...]:
    """Return the names of the attempts that the kernel did not forbid; empty in a full sandbox.

    The process should end afterwards: it may have become its parent's debugger.
    """
    return tuple(name for name, attempt in PROBES.items() if not _is_forbidden(attempt))


def _is_forbidden(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except PermissionError:
        return True
    except OSError:
        # It failed for another reason, such as nobody listening there, so it was tried.
        return False
    return False


def _read_file() -> None:
    _ = Path("/etc/passwd").read_bytes()


def _read_environment() -> None:
    _ = Path(f"/proc/{os.getppid()}/environ").read_bytes()


def _write_file() -> None:
    # A file without a name is gone as soon as it is closed.
    os.close(os.open(Path.cwd(), os.O_TMPFILE | os.O_WRONLY, 0o600))


def _connect_by_tcp() -> None:
    with socket.socket(socket.AF_INET) as connection:
        connection.connect(("127.0.0.1", _DISCARD_PORT))


def _connect_locally() -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect("/run/nobody-listens-here")


def _run_program() -> None:
    _ = os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)


def _signal_parent() -> None:
    # Signal 0 only asks whether one could be sent.
    os.kill(os.getppid(), 0)


def _trace_parent() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(_PTRACE_SEIZE, os.getppid(), None, None) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


PROBES: dict[str, Callable[[], object]] = {
    "read a file": _read_file,
    "read the parent's environment": _read_environment,
    "write a file": _write_file,
    "connect by TCP": _connect_by_tcp,
    "connect to a unix socket": _connect_locally,
    "run a program": _run_program,
    "signal the parent": _signal_parent,
    "trace the parent": _trace_parent,
}
