"""Red and green can be told apart without seeing either."""

import numpy as np
import pytest

from pixmill.transform.operations import AssistColourBlind, Operation, SimulateColourBlind
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise, ramp
from tests.golden.truths import lab, patches


@pytest.mark.parametrize("name", ["assist_colour_blind", "assist_colour_blind-xray"])
def test_assist_colour_blind_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def test_reds_and_greens_are_striped_across_each_other() -> None:
    """Stripes of eight pixels rise over red and fall over green."""
    source = patches((200, 40, 40), (40, 140, 40), edge=16)

    drawn = lab(draw(source, AssistColourBlind(amount=50)))[:, :, 0]

    red, green = drawn[:, :16], drawn[:, 16:]
    assert np.ptp(red) > 30
    assert np.abs(red[1:, :-1] - red[:-1, 1:]).max() < 2
    assert np.ptp(green) > 30
    assert np.abs(green[1:, 1:] - green[:-1, :-1]).max() < 2


def test_neither_red_nor_green_is_left_alone() -> None:
    """Greys have no a*, and so no stripes; alpha is left alone."""
    source = np.dstack([ramp(), noise(80, 100, channels=4)[:, :, 3]])

    drawn = draw(source, AssistColourBlind(amount=100))

    assert worst(drawn, source) <= 1


def test_xray_moves_red_to_yellow() -> None:
    """The a* of CIE Lab is added to b*, as far as sRGB goes."""
    source = patches((150, 110, 110), (110, 130, 110))

    drawn = lab(draw(source, AssistColourBlind(amount="xray")))

    truth = lab(source)
    truth[:, :, 2] += truth[:, :, 1]
    assert worst(drawn, truth) <= 1


def test_xray_lets_deuteranopes_tell() -> None:
    """A red and a green that look the same to them no longer do."""
    source = patches((170, 125, 80), (123, 140, 80))

    def apart(*operations: Operation) -> float:
        seen = lab(draw(source, *operations, SimulateColourBlind()))
        return float(np.abs(seen[0, 0] - seen[0, -1]).sum())

    assert apart(AssistColourBlind(amount="xray")) > 3 * apart()


def test_neutral_assist_colour_blind_is_the_picture() -> None:
    """An amount of 0 changes no value."""
    assert worst(draw(noise(channels=4), AssistColourBlind(amount=0)), noise(channels=4)) == 0
