"""Dark lines over few shades, or ink alone."""

import numpy as np
import pytest

from pixmill.transform.operations import Cartoonify
from tests.golden.drawing import Pixels, draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, ramp


@pytest.mark.parametrize("name", ["cartoonify", "cartoonify-ink"])
def test_cartoonify_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def halves() -> Pixels:
    """Return a dark and a light half."""
    made = np.full((60, 60, 3), 90, np.uint8)
    made[:, 30:] = 200
    return made


def test_lines_are_drawn_along_edges() -> None:
    """A line is darker than either side of its edge; more strength is darker; areas stay."""
    rows = [
        draw(halves(), Cartoonify(line_strength=strength, colour_reduction=0))[30, :, 0]
        for strength in (0, 5, 50)
    ]

    none, some, most = (int(row.min()) for row in rows)
    assert none >= 89
    assert some < 80
    assert most < some
    assert all(abs(int(row[5]) - 90) <= 1 and abs(int(row[55]) - 200) <= 1 for row in rows)


@pytest.mark.parametrize(("reduction", "most"), [(50, 8), (100, 3)])
def test_few_shades_are_left(reduction: float, most: int) -> None:
    """A ramp of a hundred greys is left with as many shades as the reduction says."""
    drawn = draw(ramp(), Cartoonify(line_strength=0, colour_reduction=reduction))

    values, counts = np.unique(drawn[:, :, 0], return_counts=True)
    assert len(values[counts > 80]) <= most


def test_ink_has_no_colour() -> None:
    """Ink alone is black where it is dark, white where it is light, grey on the edge."""
    source = halves()
    source[:, :30] = (30, 60, 20)

    drawn = draw(source, Cartoonify(black_white=True))

    assert worst(drawn, drawn[:, :, :1].repeat(3, axis=2)) == 0
    assert drawn[30, 5].max() <= 60
    assert drawn[30, 55].min() >= 250


def test_alpha_stays() -> None:
    """Only colours are drawn anew."""
    assert worst(draw(glass(), Cartoonify())[:, :, 3], glass()[:, :, 3]) == 0
