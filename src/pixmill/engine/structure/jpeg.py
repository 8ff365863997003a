"""JPEG: scans are counted, because each of them goes over the whole picture and may be tiny.

767 kB can hold 2,000 lawful scans of 81 megapixels, which keep a decoder busy for a minute.
"""

import mmap
import re

from pixmill.transform.limits import Limits, SourceTooLarge

MAX_SCANS = 100
"""Scans in one picture. Encoders write about ten; 100 of the largest picture take two seconds."""
MAX_SEGMENTS = 10_000
"""Segments in one picture; a profile and all that cameras note take a few hundred."""

# ITU T.81, table B.1.
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = 0xD9
_LENGTH_BYTES = 2
# Within a scan 0xff stands before a zero or a restart marker; before a marker it may be repeated.
_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd8\x01])", re.DOTALL)


def check_jpeg(descriptor: int, _limits: Limits) -> None:
    """Walk from segment to segment up to the end of the picture, or of the file.

    What is damaged or missing is left for the decoder to find.

    Raises:
        SourceTooLarge: there are more of them than any encoder writes.
    """
    with mmap.mmap(descriptor, 0, prot=mmap.PROT_READ) as content:
        scans = 0
        at = 0
        for _ in range(MAX_SEGMENTS):
            found = _MARKER.search(content, at)
            if found is None or (kind := content[found.start(1)]) == _END_OF_IMAGE:
                return
            scans += kind == _START_OF_SCAN
            if scans > MAX_SCANS:
                _refuse(f"The picture is drawn in more than {MAX_SCANS} scans.")
            length = content[found.end() : found.end() + _LENGTH_BYTES]
            at = found.end() + int.from_bytes(length, "big")
        _refuse(f"The picture is made of more than {MAX_SEGMENTS} segments.")


def _refuse(message: str) -> None:
    raise SourceTooLarge(message, action="Open the picture, save it again and upload that.")
