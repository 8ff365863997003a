"""Make each pixel either wholly opaque or wholly transparent."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class OpacityThreshold(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="opacity_threshold",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Make each pixel either wholly opaque or wholly transparent.

    Attributes:
        threshold: percent of opacity from which a pixel becomes opaque.
    """

    threshold: Annotated[float, msgspec.Meta(ge=1, le=100)] = 50.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["OpacityThreshold", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if canvas.has_alpha else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
