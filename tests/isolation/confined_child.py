"""A child that locks itself in, does what the test named and answers in JSON on standard output."""

import ctypes
import errno
import json
import os
import resource
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyvips

from pixmill.engine.confinement import ChildLimits, SandboxLevel
from pixmill.engine.sandbox import confine
from pixmill.engine.sandbox.kernel import LinuxKernel, find_kernel
from pixmill.engine.sandbox.syscalls import Architecture
from pixmill.engine.vips.fonts import register_fonts, stage_fonts

NOBODY = 65534
PTRACE_SEIZE = 0x4206
MEGABYTE = 1 << 20
FORMATS = (".jpg", ".png", ".webp", ".avif", ".gif", ".tif")
FONTS = (
    "Noto Sans",
    "Noto Sans Bold",
    "Noto Sans Italic",
    "Noto Sans Bold Italic",
    "Noto Serif",
    "Noto Serif Bold",
    "Noto Sans Mono",
    "Noto Sans Mono Bold",
)


class OlderKernel:
    """This machine's kernel without some of its system calls."""

    def __init__(self, kernel: LinuxKernel, missing: tuple[str, ...]) -> None:
        """Take the calls away."""
        self.kernel = kernel
        self.missing = missing

    @property
    def architecture(self) -> Architecture:
        """The machine's own."""
        return self.kernel.architecture

    def call(self, name: str, *arguments: int) -> int:
        """Answer as a kernel that never heard of the call."""
        if name in self.missing:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), name)
        return self.kernel.call(name, *arguments)


def outcome(attempt: Callable[[], object]) -> str:
    """Tell whether an attempt was refused by the kernel."""
    try:
        attempt()
    except PermissionError:
        return "refused"
    except OSError as exc:
        return errno.errorcode.get(exc.errno or 0, "unknown")
    return "done"


def connect(family: socket.AddressFamily, address: tuple[str, int] | str) -> None:
    """Open a connection as any program would."""
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.connect(address)


def seize_parent() -> None:
    """Attach to the parent as a debugger, without stopping it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(PTRACE_SEIZE, os.getppid(), None, None) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def run_a_program() -> None:
    """Start another program and wait for it."""
    os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)


def fork() -> None:
    """Start a copy of this process."""
    copy = os.fork()
    if copy == 0:
        os._exit(0)
    os.waitpid(copy, 0)


def raise_limit() -> None:
    """Take a little back of what was given up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    ctypes.set_errno(0)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard + 1))
    except ValueError as exc:
        raise PermissionError(errno.EPERM, str(exc)) from exc


def probes(options: dict[str, object]) -> dict[str, str]:
    """Try everything a hostile picture would like to do."""
    parent, room = os.getppid(), Path(str(options["room"]))
    return {
        "read a file": outcome(lambda: Path("/etc/passwd").read_bytes()),
        "read the parent's environment": outcome(
            lambda: Path(f"/proc/{parent}/environ").read_bytes()
        ),
        "write a file": outcome(lambda: (room / "loot").write_bytes(b"x")),
        "connect by TCP": outcome(
            lambda: connect(socket.AF_INET, ("127.0.0.1", int(str(options["port"]))))
        ),
        "connect to a unix socket": outcome(lambda: connect(socket.AF_UNIX, str(room / "s"))),
        "run a program": outcome(run_a_program),
        "signal the parent": outcome(lambda: os.kill(parent, 0)),
        "trace the parent": outcome(seize_parent),
        "fork": outcome(fork),
        "change a mode": outcome(lambda: room.chmod(0o700)),
        "raise a limit": outcome(raise_limit),
    }


def pictures(_: dict[str, object]) -> dict[str, object]:
    """Save and load every format through memory files, and draw text in every shipped face."""
    photo = pyvips.Image.gaussnoise(96, 64).cast("uchar").bandjoin([128, 30])
    photo = photo.copy(interpretation="srgb")
    sizes = {}
    for suffix in FORMATS:
        memory = os.memfd_create("picture")
        photo.write_to_target(pyvips.Target.new_to_descriptor(memory), suffix)
        os.lseek(memory, 0, os.SEEK_SET)
        loaded = pyvips.Image.new_from_source(pyvips.Source.new_from_descriptor(memory), "")
        sizes[suffix] = [loaded.width, loaded.height, loaded.avg() > 0]
    words = {f"{font} {size}": draw(f"{font} {size}") for font in FONTS for size in (12, 40, 200)}
    return {"sizes": sizes, "words": words}


def draw(font: str) -> str:
    """Draw a word by the name of its font alone."""
    word = pyvips.Image.text("Hamburg 1", font=font)
    return f"{word.width}x{word.height} {word.avg():.6f}"


def memory_bomb(_: dict[str, object]) -> dict[str, str]:
    """Ask for far more memory than allowed, from Python and from libvips."""
    answers = {"python": "done", "libvips": "done"}
    try:
        bytearray(4096 * MEGABYTE)
    except MemoryError:
        answers["python"] = "refused"
    try:
        pyvips.Image.black(60000, 60000).copy_memory()
    except pyvips.Error:
        answers["libvips"] = "refused"
    return answers


def inherited_socket(_: dict[str, object]) -> dict[str, str]:
    """Receive a descriptor over standard input's socket and write to it."""
    with socket.socket(fileno=0) as parent:
        _message, descriptors, _flags, _address = socket.recv_fds(parent, 16, 1)
        os.write(descriptors[0], b"written inside")
        parent.sendall(b"done")
        too_much = outcome(lambda: os.pwrite(descriptors[0], b"x", 64 * MEGABYTE))
    return {"too much": too_much}


def abort(_: dict[str, object]) -> None:
    """Crash as a failed assertion in a codec does."""
    os.abort()


def wait(_: dict[str, object]) -> None:
    """Say so and outlive any patience."""
    sys.stdout.write("waiting\n")
    sys.stdout.flush()
    time.sleep(60)


def nothing(_: dict[str, object]) -> None:
    """Do nothing further."""


ACTIONS: dict[str, Callable[[dict[str, object]], object]] = {
    action.__name__: action
    for action in (probes, pictures, memory_bomb, inherited_socket, abort, wait, nothing)
}


def main() -> None:
    """Lock in as the options say, act, report."""
    options = json.loads(sys.argv[1])
    if options.get("user") == "nobody":
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    if options.get("thread"):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    kernel = find_kernel()
    missing = tuple(options.get("missing_calls", ()))
    staged = stage_fonts()
    started = time.perf_counter()
    report = confine(
        ChildLimits(address_space_bytes=1024 * MEGABYTE, file_size_bytes=32 * MEGABYTE),
        SandboxLevel(options.get("level", "full")),
        parent_pid=options.get("parent_pid", os.getppid()),
        kernel=OlderKernel(kernel, missing) if kernel and missing else None,
    )
    took_ms = (time.perf_counter() - started) * 1000
    register_fonts(staged)
    answer = {
        "level": report.level,
        "landlock_abi": report.landlock_abi,
        "has_seccomp": report.has_seccomp,
        "missing": report.missing,
        "took_ms": took_ms,
    }
    answer["result"] = ACTIONS[options["action"]](options)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
