"""Documents have one page that the picture fills, and say nothing else."""

import pytest

from pixmill.transform.formats import OutputFormat
from pixmill.transform.limits import OutputTooLarge
from pixmill.transform.operations import Resize
from pixmill.transform.output import Output
from tests.golden.drawing import alpha_of, difference, render, worst
from tests.golden.paper import objects_of
from tests.golden.samples import noise

EXACT = [Output(quality=100), Output(lossless=True), Output(quality=10, lossless=True)]


@pytest.mark.parametrize("output", EXACT, ids=lambda output: f"{output.quality}")
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("shape", [(1, 1), (7, 3), (40, 61)])
def test_pages_can_be_exact(shape: tuple[int, int], channels: int, *, output: Output) -> None:
    """The best quality loses nothing."""
    pixels = noise(*shape, channels=channels)

    assert worst(render(pixels, chosen=OutputFormat.PDF, output=output).pixels, pixels) == 0


def test_transparency_is_exact_where_colours_are_not() -> None:
    """Only colours are compressed with loss."""
    pixels = noise(channels=4)

    file = render(pixels, chosen=OutputFormat.PDF, output=Output(quality=50))

    assert worst(alpha_of(file.pixels), alpha_of(pixels)) == 0
    assert difference(file.pixels, pixels) > 0


def test_page_is_as_large_as_the_picture() -> None:
    """One pixel is one point, and the picture fills the page."""
    objects = objects_of(render(noise(20, 30), chosen=OutputFormat.PDF).content)

    assert b"/MediaBox [0 0 30 20]" in objects[3]
    assert b"q 30 0 0 20 0 0 cm /Picture Do Q" in objects[4]


def test_documents_are_the_same_each_time() -> None:
    """There is no date in them."""
    one, other = (render("photo.png", Resize(width=50), chosen=OutputFormat.PDF) for _ in range(2))

    assert one.content == other.content
    assert b"Date" not in one.content


def test_pages_have_a_largest_size() -> None:
    """Viewers refuse more."""
    with pytest.raises(OutputTooLarge, match="14400"):
        render(noise(1, 14_401), chosen=OutputFormat.PDF)
