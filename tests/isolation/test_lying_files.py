"""Files that are not what they say, or two things at once, or damaged: refused, or shown rightly.

Every test picture is cut and has bits turned over; the suite tries a few dozen of these, `make
bombs` thousands, always the same ones.
"""

import io
import os
import sys
import zipfile
import zlib
from collections.abc import Iterator

import numpy as np
import pytest

from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.errors import PixmillError, RetryableError
from pixmill.transform.formats import SNIFF_BYTES, OutputFormat, SourceFormat, sniff
from pixmill.transform.limits import Limits
from pixmill.transform.operations import Resize
from pixmill.transform.output import Output
from pixmill.transform.plan import resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts
from tests.isolation.stage import child_pids, in_memory, mirrors_rightly, running
from tests.pictures_library import picture

_ALL = os.environ.get("BOMBS") == "all"
_PER_PICTURE = 150 if _ALL else 3
_CUTS = (0.3, 0.5, 0.9)
# One of each format and of each way it is decoded.
_PICTURES = (
    "alpha.png", "interlaced-alpha.png", "palette.png", "orientation-6.jpg", "gain-map.jpg",
    "progressive.jpg", "cmyk.jpg", "animated-tiny.gif", "animated.gif", "animated.webp",
    "still.avif", "grey.tiff", "photo.tiff",
)  # fmt: skip
# Of this one the second picture is cut first, which is not shown.
_CUT_LATE = "gain-map.jpg"
# What libvips would take them for, if it were asked to guess.
_OTHER_KINDS = {
    ".v": b"\xb6\xa6\xf2\x08" + bytes(100),
    ".mat": b"MATLAB 5.0 MAT-file" + bytes(200),
    ".csv": b"1,2\n3,4\n",
    ".ppm": b"P6\n2 2\n255\n" + bytes(12),
    ".pgm": b"P5\n2 2\n255\n" + bytes(4),
    ".pfm": b"PF\n2 2\n-1.0\n" + bytes(48),
    ".hdr": b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n" + bytes(4),
    ".fits": b"SIMPLE  =                    T" + bytes(2850),
    ".raw": bytes(range(256)),
}
_PAYLOAD = b"<html><script>alert(document.domain)</script></html>"
_FORMATS = (
    OutputFormat.JPEG, OutputFormat.PNG, OutputFormat.WEBP, OutputFormat.GIF, OutputFormat.AVIF,
    OutputFormat.TIFF,
)  # fmt: skip


def _archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("page.html", _PAYLOAD)
    return file.getvalue()


def _mutations(content: bytes, *, seed: str, count: int) -> Iterator[bytes]:
    """Yield the content with up to a dozen bits turned over, early ones more often."""
    dice = np.random.default_rng(zlib.crc32(seed.encode()))
    for _ in range(count):
        damaged = bytearray(content)
        for _ in range(dice.integers(1, 13)):
            at = int(len(damaged) * dice.random() ** dice.choice((1, 4)))
            damaged[at] ^= 1 << int(dice.integers(8))
        yield bytes(damaged)


async def _inspect(pool: EnginePool, content: bytes) -> SourceFacts:
    with in_memory(content) as source:
        return (await pool.inspect(source, sniff(content[:SNIFF_BYTES]))).facts


async def _told(pool: EnginePool, content: bytes) -> PixmillError | None:
    """Return why a file is refused, if it is."""
    try:
        _ = await _inspect(pool, content)
    except PixmillError as error:
        return error
    return None


async def _draw(
    pool: EnginePool, content: bytes, facts: SourceFacts, *, chosen: OutputFormat
) -> bytes:
    """Return a small rendition of a file."""
    recipe = Recipe(operations=(Resize(width=20),), output=Output(format=chosen))
    plan = resolve_plan(recipe, facts, chosen=chosen, overlays={}, limits=Limits())
    with in_memory(content) as source, in_memory() as result:
        rendered = await pool.render(plan, inputs=[source], output=result)
        return os.pread(result, rendered.bytes, 0)


@pytest.mark.parametrize("kind", _OTHER_KINDS)
async def test_a_file_for_a_loader_that_is_not_wanted_is_refused(kind: str) -> None:
    """Its name says .png, and libvips could read what it is; nobody asks libvips to guess."""
    content = _OTHER_KINDS[kind]
    ours = []

    with pytest.raises(PixmillError) as caught:
        sniff(content[:SNIFF_BYTES])
    async with running(EnginePool(EngineSettings(children=1))) as pool:
        for source_format in (SourceFormat.PNG, SourceFormat.JPEG, SourceFormat.TIFF):
            with in_memory(content) as source, pytest.raises(PixmillError) as told:
                _ = await pool.inspect(source, source_format)
            ours.append(isinstance(told.value, RetryableError))

    assert caught.value.code == "not_an_image"
    assert ours == [False] * 3


@pytest.mark.parametrize("name", ["alpha.png", "orientation-6.jpg", "animated-tiny.gif"])
@pytest.mark.parametrize("other", ["archive", "page"])
async def test_nothing_of_a_second_nature_gets_into_a_rendition(name: str, other: str) -> None:
    """A picture that is an archive or a page as well is drawn, and only the picture."""
    tail = _archive() if other == "archive" else _PAYLOAD
    content = picture(name).read_bytes() + tail

    async with running(EnginePool(EngineSettings(children=1))) as pool:
        facts = await _inspect(pool, content)
        drawn = [await _draw(pool, content, facts, chosen=chosen) for chosen in _FORMATS]

    for result in drawn:
        assert b"PK\x03\x04" not in result
        assert b"page.html" not in result
        assert b"script" not in result


async def test_an_archive_or_a_page_that_begins_as_a_picture_is_refused() -> None:
    """Sixteen lawful bytes are not enough."""
    fates = []

    async with running(EnginePool(EngineSettings(children=1))) as pool:
        for name in _PICTURES:
            with pytest.raises(PixmillError) as caught:
                _ = await _inspect(pool, picture(name).read_bytes()[:16] + _archive() + _PAYLOAD)
            fates.append(isinstance(caught.value, RetryableError))

    assert fates == [False] * len(_PICTURES)


async def test_a_file_cut_short_is_refused_in_every_format() -> None:
    """Half a picture is never shown as if it were whole."""
    wrong = []

    async with running(EnginePool(EngineSettings(children=1))) as pool:
        before = child_pids(pool)
        for name in _PICTURES:
            content = picture(name).read_bytes()
            for share in _CUTS[:1] if name == _CUT_LATE else _CUTS:
                told = await _told(pool, content[: int(len(content) * share)])
                if told is None or isinstance(told, RetryableError):
                    wrong.append((name, share, told))

        assert wrong == []
        assert child_pids(pool) == before


@pytest.mark.timeout(900)
async def test_damaged_files_are_refused_or_can_be_drawn() -> None:
    """Whatever passes the inspection makes a rendition; no damage costs a child."""
    refused = drawn = 0
    ours = []
    settings = EngineSettings(children=1, max_tasks_per_child=10**6)

    async with running(EnginePool(settings)) as pool:
        before = child_pids(pool)
        for name in _PICTURES:
            content = picture(name).read_bytes()
            for turn, damaged in enumerate(_mutations(content, seed=name, count=_PER_PICTURE)):
                try:
                    facts = await _inspect(pool, damaged)
                except PixmillError as error:
                    refused += 1
                    if isinstance(error, RetryableError):
                        ours.append((name, turn, error.code))
                    continue
                try:
                    _ = await _draw(pool, damaged, facts, chosen=OutputFormat.WEBP)
                except PixmillError as error:
                    ours.append((name, turn, error.code))
                else:
                    drawn += 1
        sys.stdout.write(f"{refused} damaged files refused, {drawn} drawn\n")

        assert ours == []
        assert drawn
        assert child_pids(pool) == before
        assert await mirrors_rightly(pool)
