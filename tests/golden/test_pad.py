"""The picture on a larger surface."""

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.formats import OutputFormat
from pixmill.transform.geometry import Gravity
from pixmill.transform.operations import Pad, Surface
from tests.golden.drawing import Pixels, draw, render, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["pad", "pad-gradient", "pad-border"])
def test_pad_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def test_pad_leaves_the_picture_as_it_is() -> None:
    """The picture stands in the middle, the rest has the colour."""
    source = noise()

    drawn = draw(source, Pad(width=100, height=60, background=Colour("102030ff")))

    assert worst(drawn[10:50, 20:80], source) == 0
    drawn[10:50, 20:80] = (16, 32, 48)
    assert (drawn == (16, 32, 48)).all()


@pytest.mark.parametrize(
    ("chosen", "surface"), [(OutputFormat.PNG, (0, 0, 0, 0)), (OutputFormat.JPEG, (255, 255, 255))]
)
def test_pad_without_a_colour_suits_the_format(
    chosen: OutputFormat, surface: tuple[int, ...]
) -> None:
    """The surface is transparent where it can be, else white."""
    drawn = draw(noise(), Pad(width=100, gravity=Gravity.EAST), chosen=chosen)

    assert (drawn[:, :40] == surface).all()


def test_pad_with_a_half_transparent_colour() -> None:
    """A surface may shine through."""
    drawn = draw(noise(channels=4), Pad(height=80, background=Colour("10203080")))

    assert (drawn[:20] == (16, 32, 48, 128)).all()
    assert np.array_equal(drawn[20:60], noise(channels=4))


def framed() -> Pixels:
    """Return a green picture in a red frame, with a blue right edge."""
    made = np.full((40, 60, 3), (0, 200, 0), np.uint8)
    made[:3] = made[-3:] = made[:, :3] = (200, 0, 0)
    made[:, -3:] = (0, 0, 200)
    return made


@pytest.mark.parametrize(
    ("surface", "colour"), [(Surface.BORDER, (200, 0, 0)), (Surface.PREDOMINANT, (0, 200, 0))]
)
@pytest.mark.parametrize("channels", [3, 4])
def test_surface_has_a_colour_of_the_picture(
    surface: Surface, colour: tuple[int, ...], channels: int
) -> None:
    """The commonest colour along the edges, or of all."""
    source = np.dstack([framed(), np.full((40, 60), 255, np.uint8)])[:, :, :channels]

    drawn = draw(source, Pad(width=100, surface=surface))

    assert drawn.shape == (40, 100, channels)
    assert (drawn[:, :20, :3] == colour).all()
    assert worst(drawn[:, 20:80], source) == 0


def test_gradient_leads_from_edge_to_edge() -> None:
    """From left to right where the picture grows more across, evenly."""
    drawn = draw(framed(), Pad(width=100, surface=Surface.GRADIENT)).astype(float)

    share = (np.arange(100) + 0.5) / 100
    assert np.abs(drawn[0, :20, 0] - (200 * (1 - share))[:20]).max() <= 0.6
    assert np.abs(drawn[0, 80:, 2] - (200 * share)[80:]).max() <= 0.6


def test_gradient_leads_down_where_the_picture_grows_down() -> None:
    """From the top edge to the bottom one."""
    turned = np.ascontiguousarray(framed().transpose(1, 0, 2))

    drawn = draw(turned, Pad(height=100, surface=Surface.GRADIENT))

    assert drawn[0, 0, 0] > 190
    assert drawn[-1, 0, 2] > 190


def test_surface_of_an_invisible_picture_is_white() -> None:
    """Colours that nobody sees are not taken up."""
    clear = np.zeros((10, 10, 4), np.uint8)

    assert (draw(clear, Pad(width=30, surface=Surface.BORDER))[:, :10] == 255).all()


def test_surface_is_the_same_for_all_frames() -> None:
    """The first frame decides, so that the surface does not flicker."""
    pad = Pad(width=90, surface=Surface.BORDER)

    file = render("animated-tiny.gif", pad, chosen=OutputFormat.PNG)
    moving = render("animated-tiny.gif", pad, chosen=OutputFormat.WEBP)

    assert file.pixels.shape[1] == moving.pixels.shape[1] == 90
    assert np.abs(moving.pixels[:, 0, :3].astype(int) - file.pixels[0, 0, :3]).max() <= 8
