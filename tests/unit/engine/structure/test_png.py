"""Texts and profiles in PNG files are unpacked within bounds, or the file is refused."""

import zlib
from collections.abc import Callable

import pytest

from pixmill.engine.structure import check_structure
from pixmill.engine.structure.png import MAX_BLOCKS, MAX_TEXT_BYTES, MAX_TEXTS
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits, SourceTooLarge
from tests.bombs.png import Chunk, packed_text, plain_text, png, profile, translated_text
from tests.isolation.stage import in_memory
from tests.pictures_library import PICTURES

_MIB = 1 << 20


def _check(content: bytes) -> None:
    with in_memory(content) as descriptor:
        check_structure(descriptor, SourceFormat.PNG, Limits())


def _check_with(*chunks: Chunk) -> None:
    _check(png(1, 1, extra=chunks))


def test_every_test_picture_passes() -> None:
    """Profiles, comments and damage that the decoder finds are no reason to refuse."""
    for path in PICTURES.glob("*.png"):
        _check(path.read_bytes())


@pytest.mark.parametrize("make", [packed_text, translated_text, profile])
@pytest.mark.parametrize("count", [MAX_TEXT_BYTES // _MIB, 400])
def test_packed_texts_are_bounded_by_what_they_unpack_to(
    make: Callable[[int], Chunk], count: int
) -> None:
    """A megabyte of zeros takes a kilobyte in the file, and counts as a megabyte."""
    chunk = make(count * _MIB)

    if count * _MIB <= MAX_TEXT_BYTES:
        _check_with(chunk)
    else:
        with pytest.raises(SourceTooLarge, match="unpack to over"):
            _check_with(chunk)


def test_texts_count_together() -> None:
    """Many that are small enough each are as bad as one."""
    with pytest.raises(SourceTooLarge, match="unpack to over"):
        _check_with(*[packed_text(_MIB)] * 17)
    with pytest.raises(SourceTooLarge, match="unpack to over"):
        _check_with(*[plain_text(b"x" * _MIB)] * 17)


def test_the_number_of_texts_is_bounded() -> None:
    """Each costs the decoder an allocation, however short it is."""
    _check_with(*[plain_text(b"x")] * MAX_TEXTS)

    with pytest.raises(SourceTooLarge, match="1000 texts"):
        _check_with(*[plain_text(b"x")] * (MAX_TEXTS + 1))


def test_the_number_of_blocks_is_bounded() -> None:
    """Blocks that nobody knows cost time, too."""
    with pytest.raises(SourceTooLarge, match="100000 blocks"):
        _check_with(*[(b"prVt", b"")] * MAX_BLOCKS)


@pytest.mark.parametrize(
    "chunk",
    [
        (b"zTXt", b"no end of the name"),
        (b"zTXt", b"Comment\0\0not packed"),
        (b"iTXt", b"Comment\0\0\0en\0Comment\0plain"),
        (b"iTXt", b"Comment\0\1\0no end of the language"),
        (b"iTXt", b"Comment\0\1\0en\0no end of the keyword"),
        (b"iTXt", b"Comment\0\1\0en\0Comment\0" + zlib.compress(b"text")[:-5]),
        (b"iCCP", b"icc\0\0"),
    ],
)
def test_damaged_and_plain_texts_are_left_to_the_decoder(chunk: Chunk) -> None:
    """Counting them is enough; whether they are right is another question."""
    _check_with(chunk)


def test_a_block_longer_than_the_file_ends_the_walk() -> None:
    """What is cut short is for the decoder to refuse; it knows where the pixels end."""
    content = png(1, 1, extra=[packed_text(400 * _MIB)])

    _check(content[:1000])
    _check(content[:20])
