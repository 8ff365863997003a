"""Less light towards the corners."""

import numpy as np
import pytest

from pixmill.transform.operations import Vignette
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, noise


def test_vignette_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("vignette")


@pytest.mark.parametrize("amount", [5, 40, 100])
@pytest.mark.parametrize("shape", [(40, 60), (41, 7), (1, 1)])
def test_light_follows_the_formula(amount: float, shape: tuple[int, int]) -> None:
    """Light falls by the fourth power of the distance, which is 1 at the corners."""
    source = noise(*shape)

    drawn = draw(source, Vignette(amount=amount))

    down, across = (np.linspace(-1 + 1 / side, 1 - 1 / side, side) for side in shape)
    distance = (down[:, None] ** 2 + across[None, :] ** 2) / 2
    truth = source * (1 - amount / 100 * distance**2)[:, :, None]
    assert worst(drawn, np.floor(truth + 0.5)) <= 1


def test_alpha_and_the_middle_stay() -> None:
    """Only colours get darker, and hardly at the centre."""
    drawn = draw(glass(), Vignette())

    assert worst(drawn[:, :, 3], glass()[:, :, 3]) == 0
    assert worst(drawn[8:12, 12:18], glass()[8:12, 12:18]) <= 1
