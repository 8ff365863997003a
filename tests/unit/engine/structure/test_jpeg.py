"""The scans of JPEG files are counted, since each costs as much as the whole picture."""

import pytest

from pixmill.engine.structure import check_structure
from pixmill.engine.structure.jpeg import MAX_SCANS, MAX_SEGMENTS
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits, SourceTooLarge
from tests.bombs.jpeg import with_scans
from tests.isolation.stage import in_memory
from tests.pictures_library import PICTURES, picture

_COMMENT = b"\xff\xfe\x00\x02"


def _check(content: bytes) -> None:
    with in_memory(content) as descriptor:
        check_structure(descriptor, SourceFormat.JPEG, Limits())


def test_every_test_picture_passes() -> None:
    """Progressive, arithmetic, with gain maps and cut short: none is drawn in so many scans."""
    for path in PICTURES.glob("*.jpg"):
        _check(path.read_bytes())


def test_the_number_of_scans_is_bounded() -> None:
    """The last one allowed passes, one more does not."""
    _check(with_scans(64, MAX_SCANS))

    with pytest.raises(SourceTooLarge, match="100 scans"):
        _check(with_scans(64, MAX_SCANS + 1))


def test_scans_inside_of_thumbnails_and_behind_the_end_do_not_count() -> None:
    """Only the picture itself is drawn."""
    head, rest = (content := with_scans(64, 60))[:2], content[2:]
    hidden = b"\xff\xda\x00\x02" * 100
    within = b"\xff\xe1" + (len(hidden) + 2).to_bytes(2, "big") + hidden

    _check(head + within + rest + hidden)


def test_the_number_of_segments_is_bounded() -> None:
    """A file of nothing but empty comments costs time without end."""
    content = picture("progressive.jpg").read_bytes()

    with pytest.raises(SourceTooLarge, match="10000 segments"):
        _check(content[:2] + _COMMENT * MAX_SEGMENTS + content[2:])


def test_a_file_without_markers_is_left_to_the_decoder() -> None:
    """Whatever it is, the walk over it ends."""
    _check(b"\xff\xd8\xff")
    _check(b"\xff\xd8\xff\xda")
