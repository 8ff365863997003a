"""Bytes and headers of any kind are recognised or refused, never stumbled over."""

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from pixmill.transform.colour import InvalidColour, parse_colour, write_colour
from pixmill.transform.formats import (
    NotAcceptable,
    NotAnImage,
    OutputFormat,
    SourceFormat,
    UnsupportedFormat,
    sniff,
)
from pixmill.transform.negotiation import accepts, accepts_image, negotiate

HEADS = st.binary(max_size=80) | st.builds(
    bytes.__add__,
    st.sampled_from(
        [b"\x00\x00\x00\x18ftyp", b"RIFF", b"\xff\xd8", b"<?xml", b"\xff\xff\xff\xffftyp"]
    ),
    st.binary(max_size=60),
)
MEMBERS = st.sampled_from(
    [
        "image/webp",
        "image/avif;q=0",
        "image/*",
        "*/*;q=0.1",
        "text/html",
        ";q=1",
        "image/png;q=x",
        ",",
    ]
)
ACCEPTS = st.text(max_size=60) | st.lists(MEMBERS, max_size=6).map(",".join)


@given(HEADS)
def test_any_bytes_are_recognised_or_refused(head: bytes) -> None:
    """Sniffing raises nothing but its two errors."""
    with contextlib.suppress(NotAnImage, UnsupportedFormat):
        assert sniff(head) in SourceFormat


@given(accept=ACCEPTS, natural=st.sampled_from(OutputFormat), animated=st.booleans())
def test_any_accept_header_is_answered_or_refused(
    accept: str, natural: OutputFormat, *, animated: bool
) -> None:
    """The format chosen for a header is one that the header admits."""
    with contextlib.suppress(NotAcceptable):
        chosen = negotiate(accept, natural=natural, animated=animated)
        assert accepts(accept, f"image/{chosen.value}")
    assert accepts_image(accept) in {True, False}


@given(st.text(max_size=12) | st.from_regex(r"#[0-9a-f]{8}", fullmatch=True))
def test_colours_are_written_as_they_are_read(text: str) -> None:
    """A colour that was understood is written so that it is understood the same."""
    with contextlib.suppress(InvalidColour):
        colour = parse_colour(text)
        assert parse_colour(write_colour(colour)) == colour
