"""A child that fails in the way the first bytes of its source name, and works as ever otherwise."""

import ctypes
import json
import os
import sys
import threading
import time
from collections.abc import Callable

import msgspec

from pixmill.engine.protocol import (
    ChildSettings,
    Failure,
    FailureKind,
    Hello,
    Rendered,
    Reply,
    Task,
)
from pixmill.engine.worker import main, perform
from pixmill.transform.limits import Limits

_MARK = b"FAULT:"
_FOREVER_S = 3600
_MEGABYTE = 1 << 20


def perform_or_fail(task: Task, descriptors: list[int], limits: Limits) -> Reply:
    """Do the task, unless its source asks for a fault."""
    beginning = os.pread(descriptors[0], 100, 0)
    if not beginning.startswith(_MARK):
        return perform(task, descriptors, limits)
    name, _, argument = beginning.removeprefix(_MARK).decode().partition(" ")
    return _FAULTS[name](argument)


def _crash(_: str) -> Reply:
    ctypes.string_at(0)
    return _done()


def _abort(_: str) -> Reply:
    os.abort()


def _hang(_: str) -> Reply:
    time.sleep(_FOREVER_S)
    return _done()


def _spin(_: str) -> Reply:
    while True:
        pass


def _eat_memory(_: str) -> Reply:
    eaten = []
    while True:
        eaten.append(bytearray(16 * _MEGABYTE))


def _exit(code: str) -> Reply:
    os._exit(int(code or 0))


def _talk_nonsense(_: str) -> Reply:
    os.write(_channel(), b"\xc1 garbage")
    return _hang("")


def _answer_twice(_: str) -> Reply:
    os.write(_channel(), b"\xc1 garbage")
    return _done()


def _answer_out_of_turn(_: str) -> Reply:
    return Hello(libvips="0", sandbox="full")


def _fall_silent(_: str) -> Reply:
    os.close(_channel())
    return _hang("")


def _be_slow(seconds: str) -> Reply:
    time.sleep(float(seconds))
    return _done()


def _speak_unasked(after_s: str) -> Reply:
    threading.Timer(float(after_s), os.write, (_channel(), b"more")).start()
    return _done()


def _raise(_: str) -> Reply:
    message = "a fault in Python"
    raise RuntimeError(message)


def _make_noise(_: str) -> Reply:
    for _line in range(64):
        os.write(2, b"noise " * 10_000)
    os.write(2, b"the end")
    os._exit(4)


def _say(words: str) -> Reply:
    os.write(2, words.encode())
    return _done()


def _tell_environment(_: str) -> Reply:
    return Failure(kind=FailureKind.FAILED, message=json.dumps(dict(os.environ)))


def _done() -> Rendered:
    return Rendered(width=1, height=1, frames=1, bytes=0)


def _channel() -> int:
    return int(sys.argv[1])


_FAULTS: dict[str, Callable[[str], Reply]] = {
    "segv": _crash,
    "abort": _abort,
    "hang": _hang,
    "spin": _spin,
    "eat-memory": _eat_memory,
    "exit": _exit,
    "nonsense": _talk_nonsense,
    "twice": _answer_twice,
    "out-of-turn": _answer_out_of_turn,
    "silence": _fall_silent,
    "unasked": _speak_unasked,
    "slow": _be_slow,
    "python-error": _raise,
    "noise": _make_noise,
    "say": _say,
    "environment": _tell_environment,
}


def _arguments() -> list[str]:
    """Return the arguments, with the weaker sandbox that the environment may ask for."""
    channel, settings = sys.argv[1:]
    weaker = os.environ.get("FAULT_SANDBOX")
    if weaker is None:
        return [channel, settings]
    told = msgspec.json.decode(settings, type=ChildSettings)
    changed = msgspec.structs.replace(told, sandbox=weaker)
    return [channel, msgspec.json.encode(changed).decode()]


if __name__ == "__main__":
    main(_arguments(), perform_or_fail)
