"""Sets libvips up for hostile pictures, once per process and before the first of them."""

import pyvips

from pixmill.engine.vips.light import tables
from pixmill.engine.vips.operations.text import draw_mask

# Loaders are an allow-list: all are blocked, then those for the formats Pixmill sniffs are opened.
_LOADERS = (
    "VipsForeignLoadJpeg",
    "VipsForeignLoadPng",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadTiff",
    "VipsForeignLoadHeif",
    # From memory alone: by its path a drawing could read its neighbours.
    "VipsForeignLoadSvgBuffer",
)
_ENCODERS = (".jpg", ".png", ".webp", ".gif", ".tif", ".avif")


def library_version() -> str:
    """Return the version of libvips, such as 8.18.7."""
    return ".".join(str(pyvips.version(part)) for part in range(3))


def prepare_library() -> None:
    """Open only the loaders that are wanted and keep nothing from one picture to the next."""
    pyvips.block_untrusted_set(state=True)
    pyvips.operation_block_set("VipsForeignLoad", state=True)
    for loader in _LOADERS:
        pyvips.operation_block_set(loader, state=False)
    pyvips.cache_set_max(0)


def warm_up() -> None:
    """Make all that is loaded or calculated lazily, so that the first picture is a quick one."""
    sample = pyvips.Image.black(16, 16, bands=3).copy(interpretation="srgb")
    for suffix in _ENCODERS:
        options = {"effort": 0} if suffix in {".avif", ".webp"} else {}
        encoded = sample.write_to_buffer(suffix, **options)
        pyvips.Image.new_from_buffer(encoded, "").avg()
    draw_mask("x", font="Noto Sans 10", max_width=100).avg()
    tables()
