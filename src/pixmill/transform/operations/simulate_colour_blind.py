"""Show the picture as people with a deficiency of colour vision see it."""

from enum import StrEnum

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings


class Deficiency(StrEnum):
    """Deficiencies of colour vision; -opia lacks a kind of cone, -anomaly has a shifted one."""

    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"
    PROTANOMALY = "protanomaly"
    DEUTERANOMALY = "deuteranomaly"
    TRITANOMALY = "tritanomaly"
    CONE_MONOCHROMACY = "cone_monochromacy"
    ROD_MONOCHROMACY = "rod_monochromacy"


class SimulateColourBlind(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="simulate_colour_blind",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Show the picture as people with a deficiency of colour vision see it.

    Attributes:
        deficiency: whose eyes.
    """

    deficiency: Deficiency = Deficiency.DEUTERANOPIA

    def resolve(
        self, canvas: Canvas, surroundings: Surroundings
    ) -> tuple["SimulateColourBlind", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas
