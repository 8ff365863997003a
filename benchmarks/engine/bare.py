"""The other side of the comparison: pyvips alone in one process, as anyone would write it.

Reads one JSON line a task, `{"path": …, "format": …, "width": …}`, and answers with the seconds the
work took inside this process.
"""

import json
import os
import sys
import time

# Read by libvips while it is imported.
os.environ["VIPS_CONCURRENCY"] = "1"

import pyvips


def make(path: str, target: str, *, wanted: str, width: int) -> None:
    """Shrink a picture to a width and write it with the engine's own encoder settings."""
    image = pyvips.Image.thumbnail(path, width, height=10_000_000, size="down")
    match wanted:
        case "jpeg":
            image.jpegsave(target, Q=80, optimize_coding=True, keep="none")
        case "webp":
            image.webpsave(target, Q=80, effort=2, keep="none")
        case "avif":
            image.heifsave(target, compression="av1", Q=60, effort=0, keep="none")
        case "png":
            image.pngsave(target, compression=6, keep="none")


def main() -> None:
    """Answer tasks until standard input ends."""
    pyvips.cache_set_max(0)
    for line in sys.stdin:
        task = json.loads(line)
        before = time.perf_counter()
        make(task["path"], task["target"], wanted=task["format"], width=task["width"])
        print(time.perf_counter() - before, flush=True)


if __name__ == "__main__":
    main()
