"""The format is chosen from what real clients send (RFC 9110, 12.5.1)."""

import pytest

from pixmill.transform.formats import NotAcceptable, OutputFormat
from pixmill.transform.negotiation import accepts, accepts_image, negotiate

CHROME = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"
FIREFOX = "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5"
SAFARI = (
    "image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,"
    "image/svg+xml,image/*;q=0.8,*/*;q=0.5"
)
NAVIGATION = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        pytest.param(CHROME, "avif", id="chrome"),
        pytest.param(FIREFOX, "avif", id="firefox"),
        pytest.param(SAFARI, "avif", id="safari"),
        pytest.param(NAVIGATION, "avif", id="navigation"),
        pytest.param("*/*", "jpeg", id="curl"),
        pytest.param(None, "jpeg", id="no header"),
        pytest.param("  ", "jpeg", id="blank header"),
        pytest.param("image/*", "jpeg", id="any picture"),
        pytest.param("image/webp", "webp", id="webp alone"),
        pytest.param("image/webp,*/*", "webp", id="older browser"),
        pytest.param("image/png,image/jpeg", "jpeg", id="natural among equals"),
        pytest.param("image/png,image/gif", "png", id="first in our order"),
        pytest.param("image/jpeg;q=0.5,image/png;q=0.9", "png", id="weights"),
        pytest.param("image/avif;q=0,image/webp", "webp", id="refused by weight 0"),
        pytest.param("image/jpeg;q=0,*/*", "avif", id="natural refused"),
        pytest.param("image/webp;q=x,*/*;q=0.1", "jpeg", id="bad weight counts nothing"),
        pytest.param("image/webp;level=1;Q=1", "webp", id="other parameters"),
        pytest.param(";;,webp,,image/png", "png", id="malformed members"),
    ],
)
def test_format_for_a_photo(accept: str | None, expected: str) -> None:
    """What the client lists itself wins, then the smaller format, then the natural one."""
    assert negotiate(accept, natural=OutputFormat.JPEG) is OutputFormat(expected)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (CHROME, "webp"),
        ("image/avif,image/*", "gif"),
        ("image/avif,image/png", "avif"),
        ("image/png", "png"),
        ("*/*", "gif"),
    ],
)
def test_format_for_an_animation(accept: str, expected: str) -> None:
    """An animation stays one as long as the client takes any format that moves."""
    chosen = negotiate(accept, natural=OutputFormat.GIF, animated=True)

    assert chosen is OutputFormat(expected)


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "*/*;q=0",
        "image/jxl",
        "image/avif;q=0,image/webp;q=0,image/png;q=0,image/jpeg;q=0,*/*",
    ],
)
def test_header_without_our_formats_is_refused(accept: str) -> None:
    """A client that takes none of our formats hears so."""
    with pytest.raises(NotAcceptable, match="Accept"):
        negotiate(accept, natural=OutputFormat.JPEG)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, False),
        ("", False),
        ("*/*", False),
        ("text/html,image/*", True),
        ("image/png;q=0", False),
    ],
)
def test_picture_is_asked_for_by_name(accept: str | None, *, expected: bool) -> None:
    """Only who names a picture type wants the picture rather than its details."""
    assert accepts_image(accept) is expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, True),
        (" ", True),
        ("*/*", True),
        ("image/*", True),
        ("image/png", True),
        ("image/png;q=0,*/*", False),
        ("text/*", False),
    ],
)
def test_type_may_be_sent(accept: str | None, *, expected: bool) -> None:
    """The most specific range that matches a type decides."""
    assert accepts(accept, "image/png") is expected
