"""Help people who cannot tell red from green to tell them apart."""

from typing import Annotated, Literal

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings

Strength = Annotated[float, msgspec.Meta(ge=0, le=100)]


class AssistColourBlind(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="assist_colour_blind",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Help people who cannot tell red from green to tell them apart.

    Attributes:
        amount: percent of strength of stripes that rise over reds and fall over greens; 0
            changes nothing. Or `xray`, which moves reds to yellow and greens to blue
            instead.
    """

    amount: Strength | Literal["xray"] = 10.0

    def resolve(
        self, canvas: Canvas, surroundings: Surroundings
    ) -> tuple["AssistColourBlind", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.amount else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
