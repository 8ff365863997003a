"""Make colours lighter or darker and keep their hue and saturation."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class BrightnessHSB(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="brightness_hsb",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Make colours lighter or darker and keep their hue and saturation.

    Attributes:
        amount: percent; -100 is black, 0 changes nothing, 100 doubles the brightness of
            each pixel, or makes it as bright as its hue can be.
    """

    amount: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 0.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["BrightnessHSB", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
