"""Stamp a text or another uploaded picture over the picture."""

import unicodedata
from typing import Annotated

import msgspec

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.colour import WHITE, Colour
from pixmill.transform.geometry import Gravity, Size, fit, normal_angle, place
from pixmill.transform.operations.overlay import OverlayStep
from pixmill.transform.operations.problems import InvalidOperation
from pixmill.transform.operations.text import FontFamily, TextStep

Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
Offset = Annotated[int, msgspec.Meta(ge=0, le=100_000)]

# A text without a size is written this share of the picture's shorter side high ...
_TEXT_SHARE = 0.06
# ... but never so small that it cannot be read.
_SMALLEST_TEXT = 10
# Distance from the edge when none is given, as a share of the shorter side.
_MARGIN_SHARE = 0.03
# A picture without a size is laid over at most this share of the other's width and height.
_PICTURE_SHARE = 0.25
# A text may take at most this many times the picture's area, each character as wide as it is high:
# what reaches over the edge is drawn like the rest, and costs the same, but is never seen.
_MOST_TEXT_SHARE = 8


class Watermark(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag="watermark",
    tag_field="op",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Stamp a text or another uploaded picture over the picture.

    Attributes:
        text: what to write, at most 500 characters; either this or `asset`.
        asset: id of an uploaded picture of the same workspace; either this or `text`.
        font: family of the text; the fonts come with Pixmill.
        bold: write in bold.
        italic: write in italics.
        size: height of a line in pixels; without it 6 % of the shorter side.
        colour: colour of the text.
        width: pixels across of the picture laid over; without any size a quarter of the picture.
        height: pixels down of the picture laid over.
        opacity: percent; 0 cannot be seen.
        angle: degrees clockwise that the text or picture is turned.
        gravity: where it stands.
        x: pixels from the left or right edge; without it 3 % of the shorter side.
        y: pixels from the top or bottom edge; without it 3 % of the shorter side.
        tile: repeat it over the whole picture.
    """

    text: Annotated[str, msgspec.Meta(max_length=500)] | None = None
    asset: Annotated[str, msgspec.Meta(min_length=1, max_length=64)] | None = None
    font: FontFamily = "sans"
    bold: bool = False
    italic: bool = False
    size: Annotated[int, msgspec.Meta(ge=4, le=2000)] | None = None
    colour: Colour = WHITE
    width: Annotated[int, msgspec.Meta(ge=1, le=20_000)] | None = None
    height: Annotated[int, msgspec.Meta(ge=1, le=20_000)] | None = None
    opacity: Percent = 60.0
    angle: Annotated[float, msgspec.Meta(ge=-360, le=360)] = 0.0
    gravity: Gravity = Gravity.SOUTH_EAST
    x: Offset | None = None
    y: Offset | None = None
    tile: bool = False

    def __post_init__(self) -> None:
        if (self.text is None) == (self.asset is None):
            message = "A watermark has either a text or an asset."
            raise InvalidOperation(message, field="watermark", action="Give exactly one of them.")
        if self.text is not None and not any(_has_ink(character) for character in self.text):
            message = "The text of the watermark is empty."
            raise InvalidOperation(message, field="watermark.text", action="Write something.")
        if any(_is_unwritable(character) for character in self.text or self.asset or ""):
            at_fault = "text" if self.text else "asset"
            message = f"The {at_fault} of the watermark has a character that cannot be written."
            action = "Leave control characters and halves of surrogate pairs out."
            raise InvalidOperation(message, field=f"watermark.{at_fault}", action=action)

    def resolve(
        self, canvas: Canvas, surroundings: Surroundings
    ) -> tuple[TextStep | OverlayStep, ...]:
        """Return the step in numbers.

        Raises:
            InvalidOperation: the asset is unknown, or the text is far larger than the picture.
        """
        if self.opacity == 0:
            return ()
        if self.text is not None:
            return self._write(canvas, self.text)
        return (self._lay_over(canvas, surroundings),)

    def _write(self, canvas: Canvas, text: str) -> tuple[TextStep, ...]:
        shorter = min(canvas.size)
        margin_x, margin_y = self._margins(canvas)
        size = self.size or max(_SMALLEST_TEXT, int(shorter * _TEXT_SHARE))
        self._check_extent(canvas, len(text), size)
        return (
            TextStep(
                text=text,
                font=self.font,
                bold=self.bold,
                italic=self.italic,
                size=size,
                colour=self.colour,
                opacity=self.opacity,
                angle=normal_angle(self.angle),
                gravity=self.gravity,
                margin_x=margin_x,
                margin_y=margin_y,
                max_width=max(1, canvas.width - 2 * margin_x),
                tile=self.tile,
                spacing=size * 2,
            ),
        )

    def _check_extent(self, canvas: Canvas, characters: int, size: int) -> None:
        where = f"the picture, which is {canvas.width} × {canvas.height} pixels there"
        if self.size is not None and size > canvas.height:
            message = f"A text {size} pixels high is higher than {where}."
            raise InvalidOperation(
                message, field="watermark.size", action="Ask for a smaller size."
            )
        if characters * size**2 > _MOST_TEXT_SHARE * canvas.width * canvas.height:
            message = (
                f"{characters} characters of {size} pixels are far more than fit into {where}."
            )
            action = "Write less, or ask for a smaller size."
            raise InvalidOperation(message, field="watermark.text", action=action)

    def _lay_over(self, canvas: Canvas, surroundings: Surroundings) -> OverlayStep:
        overlay = surroundings.overlays.get(self.asset or "")
        if overlay is None:
            message = f"There is no picture {self.asset!r} to use as a watermark."
            raise InvalidOperation(
                message, field="watermark.asset", action="Give the id of a picture you uploaded."
            )
        size = self._overlay_size(canvas, overlay.facts.upright)
        margin_x, margin_y = self._margins(canvas)
        inside = Size(max(1, canvas.width - 2 * margin_x), max(1, canvas.height - 2 * margin_y))
        left, top = place(size, inside, self.gravity)
        return OverlayStep(
            input=overlay.index,
            width=size.width,
            height=size.height,
            left=left + margin_x,
            top=top + margin_y,
            opacity=self.opacity,
            tile=self.tile,
            spacing=max(size) // 2,
        )

    def _overlay_size(self, canvas: Canvas, natural: Size) -> Size:
        if self.width is not None and self.height is not None:
            return Size(self.width, self.height)
        if self.width is not None or self.height is not None:
            return fit(natural, self.width, self.height)
        box = (int(canvas.width * _PICTURE_SHARE), int(canvas.height * _PICTURE_SHARE))
        return fit(natural, max(1, box[0]), max(1, box[1]))

    def _margins(self, canvas: Canvas) -> tuple[int, int]:
        # The margin belongs to an edge; a text in the middle of a side has none on that axis.
        default = int(min(canvas.size) * _MARGIN_SHARE)
        return (
            default if self.x is None else self.x,
            default if self.y is None else self.y,
        )


def _has_ink(character: str) -> bool:
    # Z: spaces; Cc: line breaks; Cf, Cn: marks of format and unassigned ones, drawn as nothing.
    category = unicodedata.category(character)
    return not category.startswith("Z") and category not in {"Cc", "Cf", "Cn"}


def _is_unwritable(character: str) -> bool:
    # Cc: control characters, which break markup; Cs: surrogates, which UTF-8 cannot hold.
    return character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs"}
