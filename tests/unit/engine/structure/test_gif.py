"""GIF files are walked from block to block, and must end with their trailer."""

import os

import pytest

from pixmill.engine.structure import BrokenStructure, check_structure
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits, SourceTooLarge
from tests.bombs.gif import gif
from tests.isolation.stage import in_memory
from tests.pictures_library import picture

_ANIMATIONS = ("animated.gif", "animated-tiny.gif")


def _check(content: bytes, limits: Limits | None = None) -> None:
    with in_memory(content) as descriptor:
        os.lseek(descriptor, 3, os.SEEK_SET)
        check_structure(descriptor, SourceFormat.GIF, limits or Limits())
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == 3


@pytest.mark.parametrize("name", _ANIMATIONS)
def test_whole_animations_pass(name: str) -> None:
    """Extensions, tables of colours and frames are stepped over; the position stays."""
    _check(picture(name).read_bytes())


@pytest.mark.parametrize("name", _ANIMATIONS)
def test_an_animation_cut_anywhere_is_broken(name: str) -> None:
    """Also between two frames, where a decoder would just show fewer of them."""
    # One of them has more behind its trailer.
    content = picture(name).read_bytes().rstrip(b"\0")
    cuts = [*range(0, len(content) - 1, max(1, len(content) // 40)), len(content) - 1]

    for cut in cuts:
        with pytest.raises(BrokenStructure):
            _check(content[:cut])


def test_what_follows_the_trailer_and_zeros_between_blocks_do_no_harm() -> None:
    """Some encoders write them, and every decoder passes over them."""
    content = gif(1, 1, frames=2)

    _check(content + b"PK\x03\x04 anything")
    _check(content[:-1] + b"\0\0" + content[-1:])


def test_something_that_is_no_block_is_broken() -> None:
    """Where a block must begin, only the three kinds there are can stand."""
    content = gif(1, 1, frames=1)

    with pytest.raises(BrokenStructure, match="0x99"):
        _check(content[:-1] + b"\x99" + content[-1:])


def test_frames_are_counted_before_a_decoder_reads_them() -> None:
    """Both their number and their pixels in all are held to the limits."""
    with pytest.raises(SourceTooLarge, match="600 frames"):
        _check(gif(1, 1, frames=600))
    with pytest.raises(SourceTooLarge, match="250000 pixels in all"):
        _check(gif(50, 50, frames=100), Limits(max_source_pixels=200_000))
