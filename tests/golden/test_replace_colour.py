"""One colour becomes another, with its lights and shades."""

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.operations import ReplaceColour
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise
from tests.golden.truths import lab, patches


@pytest.mark.parametrize("name", ["replace_colour"])
def test_replace_colour_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


_RED, _BLUE = Colour("c83c32ff"), Colour("3050c0ff")


def test_colour_becomes_the_other() -> None:
    """The very colour is replaced wholly; what is far from it keeps its values and its alpha."""
    source = patches((0xC8, 0x3C, 0x32, 90), (10, 200, 30, 255))

    drawn = draw(source, ReplaceColour(to=_BLUE, from_colour=_RED, tolerance=20))

    assert worst(drawn, patches((0x30, 0x50, 0xC0, 90), (10, 200, 30, 255))) <= 1
    assert np.array_equal(drawn[0, -1], source[0, -1])


def test_shades_move_alike() -> None:
    """A darker shade of the colour is replaced by a shade as much darker in CIE Lab."""
    source = patches((0xB0, 0x40, 0x38))
    way = lab(patches((0x70, 0x88, 0xA8))) - lab(patches((0xC8, 0x3C, 0x32)))

    drawn = draw(source, ReplaceColour(to=Colour("7088a8ff"), from_colour=_RED, tolerance=40))

    assert worst(lab(drawn), lab(source) + way) <= 1


def test_change_fades_out_beyond_the_tolerance() -> None:
    """Over the next quarter of the tolerance the change goes from whole to nothing."""
    source = noise()
    distance = np.sqrt(((lab(source) - lab(patches((0xC8, 0x3C, 0x32)))[0, 0]) ** 2).sum(axis=2))

    drawn = draw(source, ReplaceColour(to=_BLUE, from_colour=_RED, tolerance=40))

    changed = (drawn != source).any(axis=2)
    assert changed[distance < 48].all()
    assert not changed[distance > 51].any()


def test_nothing_but_the_colour_itself_at_no_tolerance() -> None:
    """A neighbour that an eye could tell is left alone."""
    source = patches((0xC8, 0x3C, 0x32), (0xCC, 0x3C, 0x32))

    drawn = draw(source, ReplaceColour(to=_BLUE, from_colour=_RED, tolerance=0))

    assert worst(drawn, patches((0x30, 0x50, 0xC0), (0xCC, 0x3C, 0x32))) <= 1


@pytest.mark.parametrize("channels", [3, 4])
def test_prominent_colour_is_found(channels: int) -> None:
    """Without a colour to seek the most frequent strong hue is taken, not the grey around it."""
    colours = ((128, 128, 128, 255), (128, 128, 128, 255), (0xC8, 0x3C, 0x32, 255), (0, 255, 0, 0))
    source = patches(*(colour[:channels] for colour in colours[:channels]))

    drawn = draw(source, ReplaceColour(to=_BLUE, tolerance=20))

    assert worst(drawn[0, 16, :3], np.array([0x30, 0x50, 0xC0])) <= 1
    assert np.array_equal(drawn[0, 0], source[0, 0])


def test_picture_of_greys_has_no_prominent_colour() -> None:
    """Greys are moved from their average."""
    drawn = draw(patches((120, 120, 120)), ReplaceColour(to=_BLUE, tolerance=20))

    assert worst(drawn, patches((0x30, 0x50, 0xC0))) <= 1
