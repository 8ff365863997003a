"""The shape of a picture whose corners were rounded off."""

import msgspec


class Corners(msgspec.Struct, frozen=True):
    """Radii in pixels, clockwise from the upper left; or the whole picture as an ellipse."""

    top_left: float = 0.0
    top_right: float = 0.0
    bottom_right: float = 0.0
    bottom_left: float = 0.0
    is_ellipse: bool = False

    @property
    def are_square(self) -> bool:
        """Whether nothing is cut off."""
        return not self.is_ellipse and self.radii == (0.0, 0.0, 0.0, 0.0)

    @property
    def radii(self) -> tuple[float, float, float, float]:
        """The radii, clockwise from the upper left."""
        return self.top_left, self.top_right, self.bottom_right, self.bottom_left

    def grown(self, by: float) -> "Corners":
        """Return the shape of a rim of this width around the picture: square corners stay so."""
        if self.is_ellipse:
            return self
        first, second, third, fourth = (radius + by if radius else 0.0 for radius in self.radii)
        return Corners(first, second, third, fourth)


def corners_of(radii: tuple[float, ...], *, most: float) -> Corners:
    """Return one to four radii as CSS reads them (CSS Backgrounds 3, 4.1), none above `most`.

    Two are those of the upper left and lower right, and of the others; three are the upper left,
    the upper right and lower left, and the lower right.
    """
    first, second, third, fourth = {
        1: (0, 0, 0, 0),
        2: (0, 1, 0, 1),
        3: (0, 1, 2, 1),
        4: (0, 1, 2, 3),
    }[len(radii)]
    bounded = [min(float(radius), most) for radius in radii]
    return Corners(bounded[first], bounded[second], bounded[third], bounded[fourth])
