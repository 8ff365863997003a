"""What is handed to a child and what its answer, or its death, means to the caller."""

from collections.abc import Sequence

import structlog

from pixmill.engine.child import ChildGone, died_of_memory
from pixmill.engine.errors import (
    BrokenImage,
    EngineCrashed,
    EngineOutOfMemory,
    EngineTimeout,
    RenderFailed,
)
from pixmill.engine.protocol import (
    MAX_DESCRIPTORS,
    MAX_MESSAGE_BYTES,
    Failure,
    FailureKind,
    InspectTask,
    Reply,
    Task,
    encode,
)
from pixmill.transform.formats import UnsupportedFormat
from pixmill.transform.limits import OutputTooLarge, SourceTooLarge, TooManyOperations

_NEEDS_MEMORY = "The picture needs more memory than one request may use."

# A child that had the processor for this share of the deadline was not merely kept waiting.
_BUSY_SHARE = 1 / 3

_log = structlog.get_logger(__name__)


def pack(task: Task, descriptors: Sequence[int]) -> bytes:
    """Return the packet of a task, or refuse what would not arrive whole.

    Raises:
        TooManyOperations: the plan or its overlays do not fit one message.
    """
    # One of the descriptors is the source, another the result.
    if len(descriptors) > MAX_DESCRIPTORS:
        message = (
            f"{len(descriptors) - 2} other pictures are laid over this one; "
            f"at most {MAX_DESCRIPTORS - 2} are allowed."
        )
        raise TooManyOperations(message)
    packet = encode(task)
    if len(packet) > MAX_MESSAGE_BYTES:
        message = (
            f"The transformation takes {len(packet)} bytes to describe; "
            f"at most {MAX_MESSAGE_BYTES} are allowed."
        )
        raise TooManyOperations(message)
    return packet


def explain_failure(failure: Failure, *, max_output_bytes: int) -> Exception:
    """Return the error that tells the caller what a living child said went wrong."""
    match failure.kind:
        case FailureKind.BROKEN:
            _log.info("engine_refused_picture", reason=failure.message)
            return BrokenImage("The picture is damaged or incomplete.", field="file")
        case FailureKind.UNSUPPORTED:
            return UnsupportedFormat(failure.message, field="file")
        case FailureKind.TOO_LARGE:
            return SourceTooLarge(failure.message, field="file")
        case FailureKind.RESULT_TOO_LARGE:
            return OutputTooLarge(
                f"The file would be larger than the {max_output_bytes} bytes allowed."
            )
        case FailureKind.OUT_OF_MEMORY:
            return EngineOutOfMemory(_NEEDS_MEMORY)
        case FailureKind.FAILED:
            _log.error("engine_render_failed", reason=failure.message)
            return RenderFailed("The transformation could not be carried out.")


def explain_timeout(task: Task, *, deadline_s: float, cpu_s: float) -> Exception:
    """Return the error for a child that was not done in time.

    Args:
        task: what it was at.
        deadline_s: how long it had.
        cpu_s: how long it had the processor; much less than the deadline on a busy machine.
    """
    message = f"The picture took longer than {deadline_s:g} seconds."
    if isinstance(task, InspectTask) and cpu_s >= deadline_s * _BUSY_SHARE:
        # Nothing but the file is in play, so it would take as long again.
        return SourceTooLarge(message, field="file")
    return EngineTimeout(message)


def explain_death(gone: ChildGone) -> Exception:
    """Return the error that tells the caller why there is no answer at all."""
    _log.error("engine_child_died", exit_code=gone.exit_code, last_words=gone.last_words)
    if died_of_memory(gone):
        return EngineOutOfMemory(_NEEDS_MEMORY)
    return EngineCrashed("The process that worked on the picture died.")


def unexpected_reply(reply: Reply) -> EngineCrashed:
    """Return the error for an answer to another question than the one that was asked."""
    _log.error("engine_reply_out_of_turn", reply=type(reply).__name__)
    return EngineCrashed("The process that worked on the picture gave no sensible answer.")
