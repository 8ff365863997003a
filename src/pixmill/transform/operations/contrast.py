"""Spread or narrow the range between dark and light."""

from enum import StrEnum
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class ContrastCurve(StrEnum):
    """How tones move: by a straight line that clips, or by a curve that keeps the ends."""

    LINEAR = "linear"
    SIGMOID = "sigmoid"


class Contrast(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="contrast",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Spread or narrow the range between dark and light.

    Attributes:
        amount: percent; -100 is flat grey, 0 changes nothing, 100 doubles the slope.
        curve: `linear` clips what leaves the range; `sigmoid` keeps detail in lights and shadows,
            and at 100 is two and a half times as steep in the middle.
    """

    amount: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 0.0
    curve: ContrastCurve = ContrastCurve.LINEAR

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Contrast", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
