"""Make the picture look drawn."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings

Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]

# Lines are this share of the shorter side wide, so that a picture looks alike in every size.
_LINE = 1 / 500
_FINEST, _BROADEST = 0.7, 4.0
# Shades of grey with the least and with the strongest reduction; between them they shrink evenly.
_MOST_SHADES, _FEWEST_SHADES = 24, 3


class CartoonifyStep(msgspec.Struct, frozen=True, tag="cartoonify", tag_field="op", kw_only=True):
    """Draw lines over flat colours.

    Attributes:
        sigma: half the width of a line in pixels.
        line_strength: in percent.
        shades: levels of lightness that are left; 0 keeps all.
        black_white: ink alone.
    """

    sigma: float
    line_strength: float
    shades: int
    black_white: bool

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas


class Cartoonify(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="cartoonify",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Make the picture look drawn: dark lines over smooth areas of few shades.

    Attributes:
        line_strength: how dark the lines are, in percent; 0 draws none.
        colour_reduction: how few shades are left, in percent; 0 keeps all.
        black_white: ink on paper, without any colour; colour_reduction is not used then.
    """

    line_strength: Percent = 50.0
    colour_reduction: Percent = 50.0
    black_white: bool = False

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple[CartoonifyStep, ...]:
        """Return the step in numbers."""
        sigma = min(max(min(canvas.width, canvas.height) * _LINE, _FINEST), _BROADEST)
        fewer = (_FEWEST_SHADES / _MOST_SHADES) ** (self.colour_reduction / 100)
        return (
            CartoonifyStep(
                sigma=sigma,
                line_strength=self.line_strength,
                shades=round(_MOST_SHADES * fewer) if self.colour_reduction else 0,
                black_white=self.black_white,
            ),
        )
