"""Blur the picture evenly."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Blur(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="blur",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Blur the picture evenly.

    Attributes:
        sigma: standard deviation of the Gaussian in pixels of the result; 0 changes nothing.
    """

    sigma: Annotated[float, msgspec.Meta(ge=0, le=250)] = 5.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Blur", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.sigma else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
