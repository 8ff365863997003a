"""The filter's verdicts, by a small interpreter of classic BPF, also for machines not at hand."""

import errno
import os
import signal
import struct

import pytest

from pixmill.engine.sandbox.seccomp import build_filter
from pixmill.engine.sandbox.syscalls import (
    AARCH64,
    REFUSED,
    X86_64,
    Architecture,
    syscall_number,
)

_OWN_PID = 4711
_ALLOW, _KILL = "allow", "kill"
_BOTH = pytest.mark.parametrize("machine", [X86_64, AARCH64], ids=lambda machine: machine.name)


def _judge(machine: Architecture, name: str, *arguments: int) -> str | int:
    number = syscall_number(name, machine)
    assert number is not None
    return _run_filter(machine, _call(machine.audit, number, *arguments))


def _call(audit: int, number: int, *arguments: int) -> bytes:
    six = (*arguments, *[0] * (6 - len(arguments)))
    return struct.pack("=IIQ6Q", number, audit, 0, *six)


def _run_filter(machine: Architecture, call: bytes) -> str | int:
    program = list(struct.iter_unpack("=HBBI", build_filter(machine, own_pid=_OWN_PID)))
    position, word = 0, 0
    while True:
        code, met, missed, value = program[position]
        position += 1
        if code == 0x20:
            (word,) = struct.unpack_from("=I", call, value)
        elif code == 0x05:
            position += value
        elif code == 0x06:
            return _name(value)
        else:
            holds = {0x15: word == value, 0x35: word >= value, 0x45: bool(word & value)}[code]
            position += met if holds else missed


def _name(action: int) -> str | int:
    if action & 0xFFFF0000 == 0x00050000:
        return action & 0xFFFF
    return {0x7FFF0000: _ALLOW, 0x80000000: _KILL}[action]


@_BOTH
def test_calls_of_another_machine_kill(machine: Architecture) -> None:
    """A call by another machine's numbers could mean anything."""
    assert _run_filter(machine, _call(0x40000003, 1)) == _KILL


def test_the_x32_interface_kills() -> None:
    """The second set of numbers on x86_64 would walk around every rule."""
    assert _run_filter(X86_64, _call(X86_64.audit, 0x40000000 + 41)) == _KILL


@_BOTH
def test_every_listed_call_is_refused(machine: Architecture) -> None:
    """Whatever stands in the list and exists on the machine answers EPERM."""
    existing = [name for name in REFUSED if syscall_number(name, machine) is not None]

    assert {_judge(machine, name) for name in existing} == {errno.EPERM}


@_BOTH
def test_pictures_need_calls_that_pass(machine: Architecture) -> None:
    """Reading, writing and memory are not looked at."""
    read, write, mmap = (0, 1, 9) if machine is X86_64 else (63, 64, 222)

    answers = {_run_filter(machine, _call(machine.audit, number)) for number in (read, write, mmap)}

    assert answers == {_ALLOW}


@_BOTH
@pytest.mark.parametrize(
    ("name", "arguments", "verdict"),
    [
        pytest.param("clone", (0x00010F00,), _ALLOW, id="a thread"),
        pytest.param("clone", (signal.SIGCHLD,), errno.EPERM, id="a process"),
        pytest.param("clone", (0x10010000,), errno.EPERM, id="a thread in a new user namespace"),
        pytest.param("clone3", (), errno.ENOSYS, id="clone3"),
        pytest.param("kill", (_OWN_PID, signal.SIGABRT), _ALLOW, id="a signal to itself"),
        pytest.param("kill", (1, signal.SIGTERM), errno.EPERM, id="a signal to another"),
        pytest.param("kill", (0, signal.SIGTERM), errno.EPERM, id="a signal to the group"),
        pytest.param("tgkill", (_OWN_PID, 1, signal.SIGABRT), _ALLOW, id="abort"),
        pytest.param("tgkill", (1, 1, signal.SIGABRT), errno.EPERM, id="a signal to a thread"),
        pytest.param("openat", (0, 0, os.O_RDONLY), _ALLOW, id="open to read"),
        pytest.param("openat", (0, 0, os.O_RDWR), errno.EACCES, id="open to write"),
        pytest.param("openat", (0, 0, os.O_CREAT), errno.EACCES, id="open to create"),
        pytest.param("prlimit64", (0, 7, 0, 1), _ALLOW, id="own limits read"),
        pytest.param("prlimit64", (0, 7, 1 << 32, 0), errno.EPERM, id="own limits changed"),
        pytest.param("prlimit64", (1, 7, 0, 1), errno.EPERM, id="limits of another"),
        pytest.param("ioctl", (0, 0x5412), errno.EPERM, id="typing into the terminal"),
        pytest.param("ioctl", (0, 0x5401), _ALLOW, id="asking about the terminal"),
    ],
)
def test_some_calls_depend_on_their_arguments(
    machine: Architecture, *, name: str, arguments: tuple[int, ...], verdict: str | int
) -> None:
    """A call with a harmless use is judged by what it is asked to do."""
    assert _judge(machine, name, *arguments) == verdict
