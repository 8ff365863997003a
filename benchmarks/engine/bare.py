"""The other side of the comparison: the same work in one process, without any isolation.

Reads one JSON line a task and answers with the seconds the work took inside this process: either
`{"path", "target", "plan"}`, the engine's own plan, or `{"path", "target", "format", "width"}`, a
thumbnail as anyone would write it.
"""

import base64
import json
import os
import sys
import time

# Read by libvips while it is imported.
os.environ["VIPS_CONCURRENCY"] = "1"

import pathlib

import msgspec
import pyvips

from pixmill.engine.vips.execute import render
from pixmill.engine.vips.library import prepare_library, warm_up
from pixmill.transform.plan import Plan


def carry_out(path: str, target: str, plan: str) -> None:
    """Do what the child does, from opening the files to writing the result."""
    with pathlib.Path(path).open("rb") as source, pathlib.Path(target).open("w+b") as result:
        decoded = msgspec.msgpack.decode(base64.b64decode(plan), type=Plan)
        render(decoded, [source.fileno()], result.fileno())


def make_thumbnail(path: str, target: str, *, wanted: str, width: int) -> None:
    """Let libvips shrink the picture and write it with the engine's own encoder settings."""
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
    prepare_library()
    warm_up()
    for line in sys.stdin:
        task = json.loads(line)
        before = time.perf_counter()
        if "plan" in task:
            carry_out(task["path"], task["target"], task["plan"])
        else:
            make_thumbnail(task["path"], task["target"], wanted=task["format"], width=task["width"])
        print(time.perf_counter() - before, flush=True)


if __name__ == "__main__":
    main()
