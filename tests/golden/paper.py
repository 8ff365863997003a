"""Reads the documents that Pixmill writes, by their own table, as strictly as a viewer may."""

import re
import zlib

import numpy as np
import numpy.typing as npt
import pyvips


def objects_of(content: bytes) -> dict[int, bytes]:
    """Return every object of a document by its number, found where the table says it begins."""
    assert content.startswith(b"%PDF-1.7\n")
    last = re.search(rb"startxref\n(\d+)\n%%EOF\n$", content)
    assert last is not None
    table = content[int(last[1]) :]
    head = re.match(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] \n)+)trailer\n<< /Size (\d+) ", table)
    assert head is not None
    lines = head[2].splitlines()
    assert len(lines) == int(head[1]) == int(head[3])
    found = {}
    for number, line in enumerate(lines[1:], start=1):
        start = content[int(line[:10]) :]
        assert start.startswith(b"%d 0 obj\n" % number)
        found[number] = start[len(b"%d 0 obj\n" % number) :]
    return found


def pixels_of_page(content: bytes) -> npt.NDArray[np.uint8]:
    """Return the picture on the one page."""
    objects = objects_of(content)
    colours = _picture(objects[5], channels=3)
    masked = re.match(rb"[^\n]*/SMask (\d+) 0 R ", objects[5])
    if masked is None:
        return colours
    return np.concatenate([colours, _picture(objects[int(masked[1])], channels=1)], axis=2)


def _picture(content: bytes, *, channels: int) -> npt.NDArray[np.uint8]:
    words = dict(re.findall(rb"/(\w+) /?(\w+)", content[: content.index(b">>")]))
    width, height, length = (int(words[name]) for name in (b"Width", b"Height", b"Length"))
    start = content.index(b"stream\n") + len(b"stream\n")
    packed = content[start : start + length]
    assert content[start + length :].startswith(b"\nendstream\nendobj\n")
    if words[b"Filter"] == b"DCTDecode":
        plain = bytes(pyvips.Image.jpegload_buffer(packed).write_to_memory())
    else:
        plain = zlib.decompress(packed)
    return np.frombuffer(plain, np.uint8).reshape(height, width, channels)
