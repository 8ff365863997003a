"""The messages between the pool and a child, one per packet, and how they are written.

The socket keeps packets apart (SOCK_SEQPACKET), so a message needs no length in front of it. File
descriptors travel beside the message, never paths: a child cannot open anything.
"""

from enum import StrEnum

import msgspec

from pixmill.transform.colour import Colour
from pixmill.transform.formats import SourceFormat
from pixmill.transform.plan import Plan
from pixmill.transform.source import SourceFacts

MAX_MESSAGE_BYTES = 128 * 1024
"""Largest packet either side sends: below the kernel's default socket buffer of 208 KiB."""
MAX_DESCRIPTORS = 32
"""Most file descriptors beside one message: one source, one result, the rest overlays."""


class ChildSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a child is told on its command line."""

    parent_pid: int
    max_address_space_bytes: int
    max_output_bytes: int
    sandbox: str
    max_source_pixels: int
    max_source_edge: int
    max_frames: int


class InspectTask(msgspec.Struct, frozen=True, tag="inspect", kw_only=True):
    """Read the facts of a file and prove that all of it decodes; descriptor: the file."""

    format: SourceFormat


class RenderTask(msgspec.Struct, frozen=True, tag="render", kw_only=True):
    """Carry out a plan; descriptors: the source, the overlays, the file to write."""

    plan: Plan


class ProbeTask(msgspec.Struct, frozen=True, tag="probe", kw_only=True):
    """Try to get out of the sandbox; no descriptors."""


Task = InspectTask | RenderTask | ProbeTask


class Hello(msgspec.Struct, frozen=True, tag="hello", kw_only=True):
    """First message of a child that is ready.

    Attributes:
        libvips: version of the library, such as 8.18.7.
        sandbox: level reached.
        missing: one sentence for each protection that is not in force.
    """

    libvips: str
    sandbox: str
    missing: tuple[str, ...] = ()


class Inspection(msgspec.Struct, frozen=True, tag="inspection", kw_only=True):
    """What a file holds.

    Attributes:
        facts: what planning needs.
        placeholder: BlurHash of the picture as it is shown, 4 × 3 components.
        palette: up to five colours, the one that covers most first.
    """

    facts: SourceFacts
    placeholder: str
    palette: tuple[Colour, ...]


class Rendered(msgspec.Struct, frozen=True, tag="rendered", kw_only=True):
    """A finished result; its bytes are in the file.

    Attributes:
        height: of one frame.
        bytes: size of the file.
    """

    width: int
    height: int
    frames: int
    bytes: int


class Probed(msgspec.Struct, frozen=True, tag="probed", kw_only=True):
    """What became of the attempts to get out.

    Attributes:
        tried: how many there were.
        ways_out: those that were not forbidden.
    """

    tried: int
    ways_out: tuple[str, ...]


class FailureKind(StrEnum):
    """Why a child could not do a task."""

    BROKEN = "broken"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    RESULT_TOO_LARGE = "result_too_large"
    OUT_OF_MEMORY = "out_of_memory"
    FAILED = "failed"


class Failure(msgspec.Struct, frozen=True, tag="failure", kw_only=True):
    """A task that could not be done; the child lives on.

    Attributes:
        message: for the public where the kind is the sender's fault, for the log otherwise.
    """

    kind: FailureKind
    message: str


Reply = Hello | Inspection | Rendered | Probed | Failure

_encoder = msgspec.msgpack.Encoder()
_task_decoder: msgspec.msgpack.Decoder[Task] = msgspec.msgpack.Decoder(Task)
_reply_decoder: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)


def encode(message: Task | Reply) -> bytes:
    """Return the packet for a message."""
    return _encoder.encode(message)


def decode_task(packet: bytes) -> Task:
    """Return the task in a packet; raises `msgspec.DecodeError` on anything else."""
    return _task_decoder.decode(packet)


def decode_reply(packet: bytes) -> Reply:
    """Return the reply in a packet; raises `msgspec.DecodeError` on anything else."""
    return _reply_decoder.decode(packet)
