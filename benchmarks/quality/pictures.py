"""The pictures that are measured: those of the tests, or a folder of one's own."""

import os
from dataclasses import dataclass
from pathlib import Path

import pyvips

_OWN = Path(__file__).parents[2] / "tests" / "pictures"
_OWN_NAMES = {
    "camera": ("camera-12mp.jpg", "progressive.jpg"),
    "photo": ("photo.png",),
    "screen": ("screenshot.png",),
}
_FOLDERS = {"camera": "camera", "photo": "photo-kodak", "screen": "screen"}
_WIDE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture and the size it is brought to.

    Attributes:
        group: `camera` (large JPEG), `photo` (small PNG) or `screen`.
    """

    group: str
    path: Path
    width: int
    height: int


def find_pictures(most: int | None = None) -> list[Picture]:
    """Return the pictures of the folder named by `PICTURES`, or the tests' own.

    A folder has the subfolders `camera`, `photo-kodak` and `screen`.

    Args:
        most: at most so many of each group.
    """
    folder = os.environ.get("PICTURES")
    if folder is None:
        paths = {group: [_OWN / name for name in names] for group, names in _OWN_NAMES.items()}
    else:
        paths = {
            group: sorted(Path(folder, subfolder).iterdir())
            for group, subfolder in _FOLDERS.items()
        }
    return [_picture(group, path) for group, found in paths.items() for path in found[:most]]


def _picture(group: str, path: Path) -> Picture:
    image = pyvips.Image.new_from_file(str(path))
    width = 500 if image.width >= _WIDE else min(400, image.width // 2)
    height = max(1, round(image.height * width / image.width))
    return Picture(group=group, path=path, width=width, height=height)
