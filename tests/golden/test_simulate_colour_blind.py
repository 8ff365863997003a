"""What other eyes see."""

import numpy as np
import pytest

from pixmill.transform.operations import Deficiency, SimulateColourBlind
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise, ramp
from tests.golden.truths import from_linear_light, linear_light, patches


@pytest.mark.parametrize("name", ["simulate_colour_blind"])
def test_simulate_colour_blind_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


# Machado, Oliveira and Fernandes 2009, severity 1.0.
_DEUTERANOPIA = [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881],
]


@pytest.mark.parametrize("channels", [3, 4])
def test_deuteranopia_is_what_the_formula_says(channels: int) -> None:
    """Linear light is mixed by the matrix; alpha is left alone."""
    source = noise(channels=channels)

    drawn = draw(source, SimulateColourBlind())

    truth = from_linear_light(linear_light(opaque(source)) @ np.array(_DEUTERANOPIA).T)
    assert worst(opaque(drawn), truth) <= 1.01
    assert np.array_equal(drawn[:, :, 3:], source[:, :, 3:])


@pytest.mark.parametrize("deficiency", Deficiency)
def test_greys_are_seen_by_everyone(deficiency: Deficiency) -> None:
    """A grey stays what it is whoever looks at it."""
    drawn = draw(ramp(), SimulateColourBlind(deficiency=deficiency))

    assert worst(drawn, ramp()) <= 1


@pytest.mark.parametrize("deficiency", [Deficiency.CONE_MONOCHROMACY, Deficiency.ROD_MONOCHROMACY])
def test_one_kind_of_receptor_sees_no_colour(deficiency: Deficiency) -> None:
    """All three channels are the same."""
    drawn = draw(noise(), SimulateColourBlind(deficiency=deficiency))

    assert np.ptp(drawn.astype(int), axis=2).max() == 0


def test_night_turns_red_dark() -> None:
    """Rods hardly see red, and see blue better than cones do (Purkinje)."""
    source = patches((255, 0, 0), (0, 0, 255))

    by_day = draw(source, SimulateColourBlind(deficiency=Deficiency.CONE_MONOCHROMACY))
    by_night = draw(source, SimulateColourBlind(deficiency=Deficiency.ROD_MONOCHROMACY))

    assert by_night[0, 0, 0] < by_day[0, 0, 0] / 2
    assert by_night[0, -1, 0] > by_day[0, -1, 0] * 1.4
