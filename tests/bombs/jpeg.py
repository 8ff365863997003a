"""JPEG files whose header or number of scans is not what a camera writes."""

import itertools
import re
import struct
from collections.abc import Iterator

import pyvips

_END = b"\xff\xd9"
_FIRST_SCAN = b"\xff\xda"
_FRAME = b"\xff\xc0"
# Inside a scan 0xff is followed by 0 or by a restart marker; anything else ends it.
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7]")
_COMPONENTS = (1, 2, 3)
_COEFFICIENTS = range(1, 64)
_TOP_BIT = 13
# Lengths of runs of blocks in which nothing changes: 2^n and n more bits (ITU T.81, G.1.2.2).
_RUNS = range(15)
_LONGEST_RUN = 32_767
_CODE_BITS = 4


def claiming(edge: int) -> bytes:
    """Return a small picture whose header speaks of a square of this edge."""
    content = _black(16, is_progressive=False)
    at = content.find(_FRAME)
    # Marker, length and precision come before height and width.
    return content[: at + 5] + struct.pack(">HH", edge, edge) + content[at + 9 :]


def with_scans(edge: int, scans: int) -> bytes:
    """Return a picture that is refined bit by bit, each scan lawful and without effect."""
    content = _black(edge, is_progressive=True)
    begin = content.find(_FIRST_SCAN)
    end = _END_OF_SCAN.search(content, begin + 2)
    assert end is not None
    refinements = itertools.islice(_refinements((edge // 8) ** 2), scans - 1)
    return content[: end.start()] + _table() + b"".join(refinements) + _END


def _black(edge: int, *, is_progressive: bool) -> bytes:
    content: bytes = pyvips.Image.black(edge, edge, bands=3).jpegsave_buffer(
        interlace=is_progressive, keep="none", subsample_mode="off"
    )
    return content


def _table() -> bytes:
    """Return the Huffman table of the runs: a code of four bits for each."""
    counts = bytes(len(_RUNS) if length == _CODE_BITS else 0 for length in range(1, 17))
    body = b"\x10" + counts + bytes(run << 4 for run in _RUNS)
    return b"\xff\xc4" + struct.pack(">H", len(body) + 2) + body


def _refinements(blocks: int) -> Iterator[bytes]:
    """Yield a scan for every bit of every coefficient of every component."""
    runs = _runs(blocks)
    for component, coefficient in itertools.product(_COMPONENTS, _COEFFICIENTS):
        for bit in range(_TOP_BIT, -1, -1):
            before = 0 if bit == _TOP_BIT else bit + 1
            head = bytes((1, component, 0, coefficient, coefficient, before << 4 | bit))
            yield _FIRST_SCAN + struct.pack(">H", len(head) + 2) + head + runs


def _runs(blocks: int) -> bytes:
    bits = ""
    while blocks:
        length = min(blocks, _LONGEST_RUN)
        power = length.bit_length() - 1
        rest = f"{length - (1 << power):0{power}b}" if power else ""
        bits += f"{power:04b}{rest}"
        blocks -= length
    bits += "1" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
