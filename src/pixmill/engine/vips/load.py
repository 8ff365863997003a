"""Opens files by descriptor, each with the loader for what it was sniffed to be."""

import os

import pyvips

from pixmill.engine.vips.bmp import open_bmp
from pixmill.engine.vips.ico import open_ico
from pixmill.engine.vips.operations import orient
from pixmill.engine.vips.svg import open_svg
from pixmill.transform.formats import SourceFormat
from pixmill.transform.operations import OrientStep
from pixmill.transform.plan import Load

_LOADERS = {
    SourceFormat.JPEG: pyvips.Image.jpegload_source,
    SourceFormat.PNG: pyvips.Image.pngload_source,
    SourceFormat.WEBP: pyvips.Image.webpload_source,
    SourceFormat.GIF: pyvips.Image.gifload_source,
    SourceFormat.AVIF: pyvips.Image.heifload_source,
    SourceFormat.TIFF: pyvips.Image.tiffload_source,
}
# What libvips does not read is read by us.
_OWN_LOADERS = {SourceFormat.BMP: open_bmp, SourceFormat.ICO: open_ico}
_PAGED = {SourceFormat.WEBP, SourceFormat.GIF}


def open_source(descriptor: int, load: Load, *, streaming: bool = True) -> pyvips.Image:
    """Return the picture behind a descriptor, frames stacked from top to bottom.

    Args:
        descriptor: file, read from its start; stays the caller's.
        load: which loader, and how.
        streaming: decode rows as they are asked for, top to bottom and only once.

    Raises:
        BrokenStructure: a file that libvips does not read is damaged.
        pyvips.Error: the header cannot be read. Damage further on shows when pixels are computed.
    """
    if load.format is SourceFormat.SVG:
        return open_svg(descriptor, scale=load.scale)
    if load.format in _OWN_LOADERS:
        return _OWN_LOADERS[load.format](descriptor)
    os.lseek(descriptor, 0, os.SEEK_SET)
    options: dict[str, object] = {
        "access": "sequential" if streaming else "random",
        # "truncated" would let half a picture pass as grey.
        "fail_on": "error",
    }
    if load.format is SourceFormat.JPEG and load.shrink > 1:
        options["shrink"] = load.shrink
    if load.format in _PAGED:
        options["n"] = load.frames
    return _LOADERS[load.format](pyvips.Source.new_from_descriptor(descriptor), **options)


def open_overlay(descriptor: int, load: Load) -> pyvips.Image:
    """Return the first frame of a picture to lay over another: upright, in memory."""
    image = open_source(descriptor, load)
    if load.orientation == 1:
        return image
    return orient.apply(image, OrientStep(load.orientation))
