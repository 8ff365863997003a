"""Set a text as a picture and lay it over another."""

import html

import pyvips

from pixmill.engine.vips.colour import band_values
from pixmill.engine.vips.operations.stamp import lay_over, turn
from pixmill.transform.colour import channels
from pixmill.transform.fonts import SHIPPED_FAMILIES
from pixmill.transform.geometry import Size, place
from pixmill.transform.operations import TextStep

# The shadow keeps light text readable on light ground: blurred by this share of the text's size.
_SHADOW_BLUR = 0.06
_SHADOW_STRENGTH = 0.55


def apply(image: pyvips.Image, step: TextStep) -> pyvips.Image:
    """Return the picture with the text over it."""
    stamp = turn(_draw(step), step.angle)
    inside = Size(max(1, image.width - 2 * step.margin_x), max(1, image.height - 2 * step.margin_y))
    left, top = place(Size(stamp.width, stamp.height), inside, step.gravity)
    return lay_over(
        image,
        stamp,
        left=left + step.margin_x,
        top=top + step.margin_y,
        spacing=step.spacing if step.tile else None,
    )


def draw_mask(text: str, *, font: str, max_width: int) -> pyvips.Image:
    """Return one band, 255 where there is ink; `font` is a Pango description sized in points."""
    # At 72 dots per inch a point is a pixel. Pango reads markup, so a caller's text is escaped.
    return pyvips.Image.text(
        html.escape(text, quote=False), font=font, width=max_width, wrap="word-char", dpi=72
    )


def _draw(step: TextStep) -> pyvips.Image:
    style = f"{' Bold' * step.bold}{' Italic' * step.italic}"
    font = f"{SHIPPED_FAMILIES[step.font]}{style} {step.size}"
    ink = draw_mask(step.text, font=font, max_width=step.max_width)
    blur = max(0.5, step.size * _SHADOW_BLUR)
    rim = int(3 * blur) + 1
    ink = ink.embed(rim, rim, ink.width + 2 * rim, ink.height + 2 * rim)
    shadow = ink.gaussblur(blur).linear(_SHADOW_STRENGTH, 0, uchar=True)
    alpha = channels(step.colour)[3] / 255
    black = _coloured([0, 0, 0], shadow.linear(alpha, 0, uchar=True))
    letters = _coloured(band_values(step.colour, 3), ink.linear(alpha, 0, uchar=True))
    drawn = black.composite2(letters, "over")
    return drawn[:3].bandjoin(drawn[3] * (step.opacity / 100)).cast("uchar").copy_memory()


def _coloured(colour: list[int], mask: pyvips.Image) -> pyvips.Image:
    surface = mask.new_from_image(colour).cast("uchar").copy(interpretation="srgb")
    return surface.bandjoin(mask)
