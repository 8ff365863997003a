"""Move red, green and blue each by a share of the whole range."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Channels(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="channels",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Move red, green and blue each by a share of the whole range.

    Attributes:
        red: percent; -100 takes all red out, 0 changes nothing, 100 fills it up.
        green: percent; -100 takes all green out, 0 changes nothing, 100 fills it up.
        blue: percent; -100 takes all blue out, 0 changes nothing, 100 fills it up.
    """

    red: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 0.0
    green: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 0.0
    blue: Annotated[float, msgspec.Meta(ge=-100, le=100)] = 0.0

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Channels", ...]:
        """Return the operation itself, or nothing where it would change nothing."""
        return (self,) if self.red or self.green or self.blue else ()

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
