"""The picture at one moment of a plan, in numbers, and what an operation may know about it."""

from dataclasses import dataclass
from typing import Protocol

from pixmill.transform.colour import TRANSPARENT, WHITE, Colour
from pixmill.transform.corners import Corners
from pixmill.transform.geometry import Size
from pixmill.transform.limits import Limits
from pixmill.transform.source import SourceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """Size and transparency of the picture between two steps.

    Attributes:
        corners: how the corners were rounded off, while that is still to be seen.
    """

    width: int
    height: int
    has_alpha: bool
    corners: Corners | None = None

    @property
    def size(self) -> Size:
        """Width and height together."""
        return Size(self.width, self.height)

    def resized(self, size: Size) -> "Canvas":
        """Return a canvas of another size."""
        return Canvas(width=size.width, height=size.height, has_alpha=self.has_alpha)

    def with_alpha(self, *, has_alpha: bool = True) -> "Canvas":
        """Return a canvas that may, or can no longer, have transparent pixels."""
        return Canvas(width=self.width, height=self.height, has_alpha=has_alpha)

    def with_corners(self, corners: Corners) -> "Canvas":
        """Return a canvas whose corners are rounded off, so that they are transparent."""
        return Canvas(width=self.width, height=self.height, has_alpha=True, corners=corners)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A picture that a recipe lays over the first: its place in the plan's inputs, its facts."""

    index: int
    facts: SourceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """All that an operation may look at beside the canvas.

    Attributes:
        limits: bounds that every step's result is held to.
        keeps_transparency: whether a transparent pixel may stay transparent for now, because the
            format of the result can hold it or a background is put behind it later.
        overlays: pictures the recipe refers to, by asset id.
    """

    limits: Limits
    keeps_transparency: bool
    overlays: dict[str, Overlay]

    def backdrop(self, colour: Colour | None) -> Colour:
        """Return the colour of new surface: what was asked, else none, else white."""
        if colour is not None:
            return colour
        return TRANSPARENT if self.keeps_transparency else WHITE


class Step(Protocol):
    """One thing the engine does, wholly in numbers."""

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        ...
