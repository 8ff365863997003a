"""Texts that cannot be seen, or are far larger than their picture, are refused."""

import pytest

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.limits import Limits
from pixmill.transform.operations import InvalidOperation, Watermark

CANVAS = Canvas(width=200, height=100, has_alpha=False)
SURROUNDINGS = Surroundings(limits=Limits(), keeps_transparency=False, overlays={})


def test_text_higher_than_the_picture_is_refused() -> None:
    """A size is at most the height of the picture at that point."""
    watermark = Watermark(text="x", size=101)

    with pytest.raises(InvalidOperation, match="101 pixels high") as raised:
        watermark.resolve(CANVAS, SURROUNDINGS)

    assert raised.value.field == "watermark.size"


def test_text_far_larger_than_the_picture_is_refused() -> None:
    """Characters times size squared is at most eight times the area of the picture."""
    watermark = Watermark(text="x" * 101, size=40)

    with pytest.raises(InvalidOperation, match="101 characters of 40 pixels") as raised:
        watermark.resolve(CANVAS, SURROUNDINGS)

    assert raised.value.field == "watermark.text"


@pytest.mark.parametrize(
    "watermark", [Watermark(text="x" * 100, size=40), Watermark(text="x", size=100)]
)
def test_text_just_large_enough_is_written(watermark: Watermark) -> None:
    """Both bounds may be reached."""
    assert len(watermark.resolve(CANVAS, SURROUNDINGS)) == 1


def test_default_size_suits_low_pictures() -> None:
    """Nobody who leaves the size out is told that it is too large."""
    banner = Canvas(width=400, height=5, has_alpha=False)

    assert len(Watermark(text="Pixmill").resolve(banner, SURROUNDINGS)) == 1


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\u00a0\u2028", "\ufeff\u2060\U000e0020"])
def test_text_without_ink_is_refused(text: str) -> None:
    """Spaces and invisible marks are no text: there would be nothing to draw."""
    with pytest.raises(InvalidOperation, match="is empty"):
        Watermark(text=text)
