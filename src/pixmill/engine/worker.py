"""The child process: takes one task at a time from its socket and answers it.

Everything in this process may be taken over by a hostile picture, so it holds no secret, opens
nothing, and is killed from outside when it takes too long.
"""

import contextlib
import os
import signal
import socket
import sys
from collections.abc import Callable

import msgspec

from pixmill.engine.confinement import ChildLimits, SandboxLevel
from pixmill.engine.protocol import (
    MAX_DESCRIPTORS,
    MAX_MESSAGE_BYTES,
    ChildSettings,
    Failure,
    FailureKind,
    Hello,
    InspectTask,
    Probed,
    ProbeTask,
    RenderTask,
    Reply,
    Task,
    decode_task,
    encode,
)
from pixmill.engine.sandbox import confine
from pixmill.engine.sandbox.probes import PROBES, ways_out
from pixmill.engine.structure import BrokenStructure, UnsafeStructure, check_structure
from pixmill.engine.vips.execute import render
from pixmill.engine.vips.fonts import register_fonts, stage_fonts
from pixmill.engine.vips.inspect import inspect
from pixmill.engine.vips.library import library_version, prepare_library, warm_up
from pixmill.engine.vips.problems import LibraryError, SourceUnsupported
from pixmill.transform.limits import Limits, SourceTooLarge

Perform = Callable[[Task, list[int], Limits], Reply]

# Words with which the libraries under libvips say that memory, not the picture, was the problem.
_MEMORY_WORDS = ("out of memory", "unable to allocate", "cannot allocate", "memory limit")
# What the kernel says when a result reaches the cap on its size.
_SIZE_WORDS = "file too large"
_NEEDS_MEMORY = "The picture needs more memory than one picture may use."


def perform(task: Task, descriptors: list[int], limits: Limits) -> Reply:
    """Do one task.

    Raises:
        LibraryError: libvips gave up; MemoryError likewise.
        BrokenStructure, SourceTooLarge, SourceUnsupported, UnsafeStructure: the file to inspect is
            at fault.
    """
    match task:
        case InspectTask():
            check_structure(descriptors[0], task.format, limits)
            return inspect(descriptors[0], task.format, limits)
        case RenderTask():
            *inputs, output = descriptors
            return render(task.plan, inputs, output)
        case ProbeTask():
            return Probed(tried=len(PROBES), ways_out=ways_out())


def answer(task: Task, descriptors: list[int], *, limits: Limits, performer: Perform) -> Reply:
    """Do one task and turn what may go wrong into a reply."""
    try:
        return performer(task, descriptors, limits)
    except SourceTooLarge as error:
        return Failure(kind=FailureKind.TOO_LARGE, message=error.message)
    except (SourceUnsupported, UnsafeStructure) as error:
        return Failure(kind=FailureKind.UNSUPPORTED, message=str(error))
    except BrokenStructure as error:
        return Failure(kind=FailureKind.BROKEN, message=str(error))
    except MemoryError:
        return _out_of_memory(task, "Python ran out of memory.")
    except LibraryError as error:
        return _library_failure(task, error)


def serve(channel: socket.socket, *, limits: Limits, performer: Perform = perform) -> None:
    """Answer tasks until the parent closes its end."""
    while True:
        packet, descriptors, _, _ = socket.recv_fds(channel, MAX_MESSAGE_BYTES, MAX_DESCRIPTORS)
        if not packet:
            return
        try:
            reply = answer(decode_task(packet), descriptors, limits=limits, performer=performer)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        channel.send(encode(reply))


def main(arguments: list[str], performer: Perform = perform) -> None:
    """Run the child: `arguments` are the number of its socket and its settings as JSON."""
    channel = socket.socket(fileno=int(arguments[0]))
    settings = msgspec.json.decode(arguments[1], type=ChildSettings)
    # The terminal's Ctrl-C is for the parent, which lets running pictures finish; and a result over
    # the size cap shall be an error to report rather than a death.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    staged = stage_fonts()
    report = confine(
        ChildLimits(
            address_space_bytes=settings.max_address_space_bytes,
            file_size_bytes=settings.max_output_bytes,
        ),
        SandboxLevel(settings.sandbox),
        parent_pid=settings.parent_pid,
    )
    prepare_library()
    register_fonts(staged)
    warm_up()
    channel.send(
        encode(Hello(libvips=library_version(), sandbox=report.level, missing=report.missing))
    )
    limits = Limits(
        max_source_pixels=settings.max_source_pixels,
        max_source_edge=settings.max_source_edge,
        max_frames=settings.max_frames,
    )
    # A parent that is gone has nobody to report to.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        serve(channel, limits=limits, performer=performer)


def _out_of_memory(task: Task, message: str) -> Failure:
    if isinstance(task, InspectTask):
        # Nothing but the file is in play, so it would reach the same bound again.
        return Failure(kind=FailureKind.TOO_LARGE, message=_NEEDS_MEMORY)
    return Failure(kind=FailureKind.OUT_OF_MEMORY, message=message)


def _library_failure(task: Task, error: LibraryError) -> Failure:
    text = str(error).strip()
    if any(words in text.lower() for words in _MEMORY_WORDS):
        return _out_of_memory(task, text[-500:])
    if _SIZE_WORDS in text.lower():
        return Failure(kind=FailureKind.RESULT_TOO_LARGE, message=text[-500:])
    # A file is decoded wholly when it is uploaded; what fails later is not the sender's doing.
    kind = FailureKind.BROKEN if isinstance(task, InspectTask) else FailureKind.FAILED
    return Failure(kind=kind, message=text[-500:])


if __name__ == "__main__":
    main(sys.argv[1:])
