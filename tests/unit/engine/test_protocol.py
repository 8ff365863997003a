"""Messages arrive as they were sent, and nothing else passes for one."""

import msgspec
import pytest

from pixmill.engine.protocol import (
    Failure,
    FailureKind,
    Hello,
    Inspection,
    InspectTask,
    Rendered,
    RenderTask,
    Reply,
    Task,
    decode_reply,
    decode_task,
    encode,
)
from pixmill.transform.colour import WHITE
from pixmill.transform.formats import OutputFormat, SourceFormat
from pixmill.transform.limits import Limits
from pixmill.transform.operations import Blur, Mirror, Resize
from pixmill.transform.output import Output
from pixmill.transform.plan import resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts

_FACTS = SourceFacts(format=SourceFormat.JPEG, width=4000, height=3000, orientation=6)
_PLAN = resolve_plan(
    Recipe(operations=(Resize(width=300), Mirror(), Blur(sigma=2)), output=Output(quality=70)),
    _FACTS,
    chosen=OutputFormat.WEBP,
    overlays={},
    limits=Limits(),
)
_TASKS: list[Task] = [InspectTask(format=SourceFormat.GIF), RenderTask(plan=_PLAN)]
_REPLIES: list[Reply] = [
    Hello(libvips="8.18.7", sandbox="partial", missing=("Landlock is missing.",)),
    Inspection(facts=_FACTS, placeholder="LEHV6nWB2yk8", palette=(WHITE,)),
    Rendered(width=300, height=400, frames=1, bytes=12_345),
    *(Failure(kind=kind, message="Why it failed.") for kind in FailureKind),
]


@pytest.mark.parametrize("task", _TASKS)
def test_a_task_arrives_as_it_was_sent(task: Task) -> None:
    """What the pool asks is what the child reads."""
    assert decode_task(encode(task)) == task


@pytest.mark.parametrize("reply", _REPLIES)
def test_a_reply_arrives_as_it_was_sent(reply: Reply) -> None:
    """What the child answers is what the pool reads."""
    assert decode_reply(encode(reply)) == reply


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\xc1",
        b"\x80",
        b"GET / HTTP/1.1",
        encode(_TASKS[0]),
        encode(_REPLIES[2])[:-1],
        msgspec.msgpack.encode({"type": "rendered", "width": "wide"}),
        msgspec.msgpack.encode({"type": "unheard-of"}),
        b"\x91" * 100_000,
    ],
)
def test_a_packet_that_is_no_reply_is_refused(packet: bytes) -> None:
    """Garbage, cut messages, wrong types and endless nesting end in an error, not in a value."""
    with pytest.raises((msgspec.DecodeError, RecursionError)):
        decode_reply(packet)


@pytest.mark.parametrize("packet", [b"", b"\xc1", encode(_REPLIES[0])])
def test_a_packet_that_is_no_task_is_refused(packet: bytes) -> None:
    """A child reads tasks only."""
    with pytest.raises(msgspec.DecodeError):
        decode_task(packet)
