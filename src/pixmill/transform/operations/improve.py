"""Improve contrast, lightness and colours by what the picture itself shows."""

from enum import StrEnum
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class ImproveMode(StrEnum):
    """Under which light a picture was taken."""

    OUTDOOR = "outdoor"
    INDOOR = "indoor"


class Improve(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="improve",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Improve contrast, lightness and colours by what the picture itself shows.

    Attributes:
        mode: whether the picture was taken in daylight or under lamps.
        amount: percent of the way; 0 changes nothing.
    """

    mode: ImproveMode = ImproveMode.OUTDOOR
    amount: Annotated[float, msgspec.Meta(ge=0, le=100)] = 100.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Improve", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
