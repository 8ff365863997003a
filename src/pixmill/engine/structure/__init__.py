"""Walks the blocks a file is made of, before a decoder sees it, for what decoders let pass.

Runs in the child, reads through a descriptor, and needs no more memory than one block.
"""

from collections.abc import Callable

from pixmill.engine.structure.bmp import check_bmp
from pixmill.engine.structure.faults import BrokenStructure, UnsafeStructure
from pixmill.engine.structure.gif import check_gif
from pixmill.engine.structure.ico import check_ico
from pixmill.engine.structure.jpeg import check_jpeg
from pixmill.engine.structure.png import check_png
from pixmill.engine.structure.svg import check_svg
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits

__all__ = ["BrokenStructure", "UnsafeStructure", "check_structure"]

_CHECKS: dict[SourceFormat, Callable[[int, Limits], None]] = {
    SourceFormat.JPEG: check_jpeg,
    SourceFormat.PNG: check_png,
    SourceFormat.GIF: check_gif,
    SourceFormat.BMP: check_bmp,
    SourceFormat.ICO: check_ico,
    SourceFormat.SVG: check_svg,
}


def check_structure(descriptor: int, source_format: SourceFormat, limits: Limits) -> None:
    """Refuse a file whose outer structure alone is a reason to; the descriptor's position stays.

    Raises:
        BrokenStructure: it is cut short or not made of the format's blocks.
        UnsafeStructure: it does more than show a picture.
        SourceTooLarge: it holds more frames, scans, blocks or packed text than allowed.
    """
    check = _CHECKS.get(source_format)
    if check is not None:
        check(descriptor, limits)
