"""Mix the channels of each pixel anew by a matrix."""

from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.operations.problems import InvalidOperation

Share = Annotated[float, msgspec.Meta(ge=-100, le=100)]
Matrix = Annotated[tuple[Share, ...], msgspec.Meta(min_length=9, max_length=16)]

_SIZES = (9, 16)


class Recolour(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="recolour",
    tag_field="op",
    forbid_unknown_fields=True,
):
    """Mix the channels of each pixel anew by a matrix.

    Attributes:
        matrix: nine numbers, row by row: how much red, green and blue make the new red,
            then the new green, then the new blue. Or sixteen: with alpha as fourth channel.
    """

    matrix: Matrix

    def __post_init__(self) -> None:
        if len(self.matrix) not in _SIZES:
            message = f"The matrix has {len(self.matrix)} numbers, but it must have 9 or 16."
            raise InvalidOperation(message, field="recolour.matrix", action="Give 3 × 3 or 4 × 4.")

    @property
    def rows(self) -> list[list[float]]:
        """Return the matrix row by row."""
        edge = 3 if len(self.matrix) == _SIZES[0] else 4
        return [list(self.matrix[row * edge : (row + 1) * edge]) for row in range(edge)]

    def resolve(self, canvas: Canvas, surroundings: Surroundings) -> tuple["Recolour", ...]:
        """Return the operation itself: it has no numbers to work out."""
        return (self,)

    def result(self, canvas: Canvas) -> Canvas:
        """Return the canvas after this step."""
        return canvas.with_alpha() if len(self.rows) > len("rgb") else canvas
