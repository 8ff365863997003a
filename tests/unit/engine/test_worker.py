"""The child's loop, run in a thread of this process over a real pair of sockets."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pyvips

from pixmill.engine.protocol import (
    MAX_MESSAGE_BYTES,
    Failure,
    FailureKind,
    Inspection,
    InspectTask,
    Rendered,
    RenderTask,
    Reply,
    Task,
    decode_reply,
    encode,
)
from pixmill.engine.worker import Perform, answer, perform, serve
from pixmill.transform.formats import OutputFormat, SourceFormat
from pixmill.transform.limits import Limits
from pixmill.transform.operations import Mirror
from pixmill.transform.plan import Plan, resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts
from tests.pictures_library import picture

_INSPECT = InspectTask(format=SourceFormat.PNG)


def _mirror_plan() -> Plan:
    return resolve_plan(
        Recipe(operations=(Mirror(),)),
        SourceFacts(format=SourceFormat.PNG, width=576, height=576),
        chosen=OutputFormat.PNG,
        overlays={},
        limits=Limits(),
    )


@contextmanager
def _open(name: str) -> Iterator[int]:
    with picture(name).open("rb") as file:
        yield file.fileno()


@contextmanager
def _served(performer: Perform = perform) -> Iterator[socket.socket]:
    """Serve in a thread, which ends when the parent's end is closed."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    thread = threading.Thread(
        target=serve, args=(theirs,), kwargs={"limits": Limits(), "performer": performer}
    )
    with theirs:
        thread.start()
        try:
            yield ours
        finally:
            ours.close()
            thread.join(timeout=10)
        assert not thread.is_alive()


def _ask(channel: socket.socket, task: Task, *descriptors: int) -> Reply:
    socket.send_fds(channel, [encode(task)], descriptors)
    return decode_reply(channel.recv(MAX_MESSAGE_BYTES))


def _descriptors() -> set[str]:
    return {entry.name for entry in Path("/proc/self/fd").iterdir()}


def _answer_to(task: Task, error: Exception) -> Reply:
    def fail(_task: Task, _descriptors: list[int], _limits: Limits) -> Reply:
        raise error

    return answer(task, [], limits=Limits(), performer=fail)


def test_tasks_are_answered_one_after_the_other() -> None:
    """An inspection and a rendering go over one socket, and the pixels come out right."""
    output = os.memfd_create("output")

    with _served() as channel, _open("photo.png") as source:
        inspection = _ask(channel, _INSPECT, source)
        rendered = _ask(channel, RenderTask(plan=_mirror_plan()), source, output)
    result = pyvips.Image.new_from_buffer(os.pread(output, os.fstat(output).st_size, 0), "")
    os.close(output)

    assert isinstance(inspection, Inspection)
    assert isinstance(rendered, Rendered)
    wanted = pyvips.Image.new_from_file(str(picture("photo.png"))).fliphor()
    assert result.write_to_memory() == wanted.write_to_memory()


@pytest.fixture
def _without_cache() -> Iterator[None]:
    """Have libvips keep nothing open between tasks, as in a child."""
    pyvips.cache_set_max(0)
    yield
    pyvips.cache_set_max(100)


@pytest.mark.usefixtures("_without_cache")
def test_descriptors_are_closed_after_each_task() -> None:
    """A child that lives for thousands of pictures keeps no file of an earlier one open."""
    with _served() as channel, _open("photo.png") as source:
        _ = _ask(channel, _INSPECT, source)
        before = _descriptors()
        _ = [_ask(channel, _INSPECT, source) for _ in range(3)]

        assert _descriptors() == before


@pytest.mark.parametrize(
    ("name", "source_format", "kind"),
    [
        ("truncated.jpg", SourceFormat.JPEG, FailureKind.BROKEN),
        ("photo.heic", SourceFormat.AVIF, FailureKind.UNSUPPORTED),
    ],
)
def test_a_bad_file_is_answered(name: str, source_format: SourceFormat, kind: FailureKind) -> None:
    """The sender's fault is told as such, and the loop goes on."""
    with _served() as channel:
        with _open(name) as source:
            failed = _ask(channel, InspectTask(format=source_format), source)
        with _open("photo.png") as source:
            after = _ask(channel, _INSPECT, source)

    assert isinstance(failed, Failure)
    assert failed.kind is kind
    assert isinstance(after, Inspection)


def test_a_file_over_the_limits_is_answered() -> None:
    """The limits that the parent set are looked at before pixels."""
    with _open("photo.png") as source:
        reply = answer(_INSPECT, [source], limits=Limits(max_source_pixels=1000), performer=perform)

    assert isinstance(reply, Failure)
    assert reply.kind is FailureKind.TOO_LARGE
    assert "1000" in reply.message


@pytest.mark.parametrize(
    ("task", "words", "kind"),
    [
        (_INSPECT, "premature end of JPEG image", FailureKind.BROKEN),
        (_INSPECT, "vips_tracked: out of memory", FailureKind.TOO_LARGE),
        (
            RenderTask(plan=_mirror_plan()),
            "vips_tracked: out of memory",
            FailureKind.OUT_OF_MEMORY,
        ),
        (RenderTask(plan=_mirror_plan()), "bad seek", FailureKind.FAILED),
        (
            RenderTask(plan=_mirror_plan()),
            "system error: File too large",
            FailureKind.RESULT_TOO_LARGE,
        ),
    ],
)
def test_what_the_library_says_decides_whose_fault_it_is(
    task: Task, words: str, kind: FailureKind
) -> None:
    """Memory and size are told apart from damage; what fails after an upload is not its fault."""
    reply = _answer_to(task, pyvips.Error(words))

    assert isinstance(reply, Failure)
    assert reply.kind is kind


def test_want_of_memory_in_python_is_answered() -> None:
    """A child outlives an allocation that failed."""
    reply = _answer_to(RenderTask(plan=_mirror_plan()), MemoryError())

    assert isinstance(reply, Failure)
    assert reply.kind is FailureKind.OUT_OF_MEMORY


def test_a_mistake_of_ours_is_not_hidden() -> None:
    """What nobody foresaw ends the child, whose last words the parent logs."""
    with pytest.raises(KeyError):
        _answer_to(_INSPECT, KeyError("steps"))
