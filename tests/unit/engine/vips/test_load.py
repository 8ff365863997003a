"""Files are opened by descriptor with the loader for what they were sniffed to be, and no other."""

import os
from collections.abc import Iterator

import pytest
import pyvips

from pixmill.engine.vips.library import prepare_library
from pixmill.engine.vips.load import open_source
from pixmill.transform.formats import SourceFormat
from pixmill.transform.plan import Load
from tests.pictures_library import picture


@pytest.fixture
def descriptor() -> Iterator[int]:
    """Return an open test picture."""
    opened = os.open(picture("photo.png"), os.O_RDONLY)
    yield opened
    os.close(opened)


def test_reading_starts_at_the_beginning(descriptor: int) -> None:
    """Whoever read the descriptor before does not matter, and it stays open."""
    os.lseek(descriptor, 1000, os.SEEK_SET)

    sizes = {open_source(descriptor, Load(format=SourceFormat.PNG)).width for _ in range(2)}

    assert sizes == {576}


def test_another_loader_is_never_tried(descriptor: int) -> None:
    """A PNG that is said to be a TIFF is refused, not opened as what it is."""
    with pytest.raises(pyvips.Error):
        open_source(descriptor, Load(format=SourceFormat.TIFF))


def test_unwanted_loaders_are_closed() -> None:
    """What Pixmill does not sniff cannot be opened by accident either."""
    prepare_library()

    with pytest.raises(pyvips.Error):
        pyvips.Image.new_from_buffer(b"P6 1 1 255 abc", "")


def test_drawings_are_opened_from_memory_alone() -> None:
    """By its path a drawing could read what lies beside it."""
    prepare_library()
    drawing = picture("drawing.svg")

    assert pyvips.Image.svgload_buffer(drawing.read_bytes()).width == 100
    with pytest.raises(pyvips.Error):
        pyvips.Image.svgload(str(drawing))
    with pytest.raises(pyvips.Error):
        pyvips.Image.svgload_source(pyvips.Source.new_from_file(str(drawing)))


def test_nothing_is_kept_between_pictures() -> None:
    """The operation cache is off."""
    prepare_library()

    assert pyvips.cache_get_max() == 0
