"""Pictures that are broken, unsupported or too large are refused by name; the child lives."""

import os
import struct
import time
import zlib

import pytest

from pixmill.engine.errors import BrokenImage, EngineOutOfMemory, RenderFailed
from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import OutputFormat, SourceFormat, UnsupportedFormat
from pixmill.transform.limits import Limits, OutputTooLarge, SourceTooLarge, TooManyOperations
from pixmill.transform.operations import Flip
from pixmill.transform.output import Save
from pixmill.transform.plan import Load, Plan
from tests.isolation.stage import (
    PHOTO,
    child_pids,
    faulty_pool,
    in_memory,
    mirror_plan,
    mirrors_rightly,
    running,
    until,
)
from tests.pictures_library import picture

_BROKEN = {
    "truncated.jpg": SourceFormat.JPEG,
    "corrupt-header.jpg": SourceFormat.JPEG,
    "broken-ascii.png": SourceFormat.PNG,
    "broken-crc.png": SourceFormat.PNG,
    "broken-depth.png": SourceFormat.PNG,
    "photo.png": SourceFormat.JPEG,
}


def _png(width: int, height: int, *, rows: bool) -> bytes:
    """Return a black grey-scale PNG, or only the beginning of one."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width + 1) * height), 1) if rows else b""
    chunks = [(b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def _flip_plan(edge: int, *, output: OutputFormat = OutputFormat.PNG, overlays: int = 0) -> Plan:
    """Return a plan that needs the whole picture in memory."""
    load = Load(format=SourceFormat.PNG)
    return Plan(
        load=load,
        overlays=(load,) * overlays,
        steps=(Flip(),),
        save=Save(format=output, quality=80),
        width=edge,
        height=edge,
        frames=1,
    )


async def _inspect(pool: EnginePool, content: bytes, source_format: SourceFormat) -> None:
    with in_memory(content) as source:
        await pool.inspect(source, source_format)


async def _render(pool: EnginePool, plan: Plan, content: bytes) -> None:
    with in_memory(content) as source, in_memory() as result:
        _ = await pool.render(plan, inputs=[source], output=result)


async def test_broken_files_are_refused_and_the_child_lives() -> None:
    """Damage is the sender's to mend, and costs the service nothing."""
    refused = []

    async with running(faulty_pool()) as pool:
        before = child_pids(pool)
        for name, source_format in _BROKEN.items():
            with pytest.raises(BrokenImage) as caught:
                await _inspect(pool, picture(name).read_bytes(), source_format)
            refused.append(caught.value.field)

        assert refused == ["file"] * len(_BROKEN)
        assert child_pids(pool) == before
        assert await mirrors_rightly(pool)


async def test_a_good_file_is_inspected() -> None:
    """The refusals above mean something only when a good file passes."""
    async with running(faulty_pool()) as pool:
        with PHOTO.open("rb") as source:
            inspection = await pool.inspect(source.fileno(), SourceFormat.PNG)

    assert (inspection.facts.width, inspection.facts.height) == (576, 576)
    assert inspection.placeholder
    assert inspection.palette


async def test_heic_is_unsupported_by_name() -> None:
    """A telephone's HEVC picture shares its container with AVIF, but cannot be decoded."""
    async with running(faulty_pool()) as pool:
        with pytest.raises(UnsupportedFormat, match="HEVC"):
            await _inspect(pool, picture("photo.heic").read_bytes(), SourceFormat.AVIF)


async def test_a_header_that_promises_too_much_is_refused_quickly() -> None:
    """A picture too large is turned away by its header, before a pixel is decoded."""
    async with running(faulty_pool()) as pool:
        started = time.perf_counter()
        with pytest.raises(SourceTooLarge, match="30000"):
            await _inspect(pool, _png(30_000, 30_000, rows=False), SourceFormat.PNG)
        took_s = time.perf_counter() - started

    assert took_s < 0.5


async def test_limits_on_sources_reach_the_children() -> None:
    """The operator's own limit holds in the child."""
    settings = EngineSettings(children=1, limits=Limits(max_source_edge=500))

    async with running(faulty_pool(settings)) as pool:
        with pytest.raises(SourceTooLarge, match="500"):
            await _inspect(pool, PHOTO.read_bytes(), SourceFormat.PNG)


@pytest.mark.parametrize(
    "output",
    [OutputFormat.TIFF, OutputFormat.PNG, OutputFormat.JPEG, OutputFormat.BMP, OutputFormat.PDF],
)
async def test_a_result_over_the_cap_is_refused_and_the_child_lives(output: OutputFormat) -> None:
    """A result may fill only so much of the disk; the caller learns to ask for less."""
    settings = EngineSettings(children=1, max_output_bytes=16 * 1024)

    async with running(faulty_pool(settings)) as pool:
        before = child_pids(pool)
        with in_memory(PHOTO.read_bytes()) as source, in_memory() as result:
            with pytest.raises(OutputTooLarge, match="16384 bytes"):
                await pool.render(_flip_plan(576, output=output), inputs=[source], output=result)
            size = os.fstat(result).st_size
        # An inspection writes nothing, so it needs no room.
        await _inspect(pool, PHOTO.read_bytes(), SourceFormat.PNG)

        assert size <= 16 * 1024
        assert child_pids(pool) == before


async def test_a_picture_that_needs_too_much_memory_costs_itself_only() -> None:
    """Reaching the end of the address space inside libvips is told as such."""
    settings = EngineSettings(children=1, max_address_space_bytes=330 << 20)

    async with running(faulty_pool(settings)) as pool:
        with pytest.raises(EngineOutOfMemory):
            await _render(pool, _flip_plan(14_000), _png(14_000, 14_000, rows=True))
        await until(lambda: pool.state.children == 1)

        assert await mirrors_rightly(pool)


async def test_a_plan_that_the_source_does_not_fit_is_our_failure() -> None:
    """A picture was accepted whole, so what fails afterwards is not called the sender's fault."""
    async with running(faulty_pool()) as pool:
        with pytest.raises(RenderFailed):
            await _render(pool, mirror_plan(), b"no picture")

        assert await mirrors_rightly(pool)


async def test_more_overlays_than_can_be_handed_over_are_refused() -> None:
    """Too many pictures in one request are the request's fault, found before a child is asked."""
    plan = _flip_plan(576, overlays=31)

    async with running(faulty_pool()) as pool:
        before = child_pids(pool)
        with in_memory() as result, pytest.raises(TooManyOperations, match="30"):
            await pool.render(plan, inputs=[result] * 32, output=result)

        assert child_pids(pool) == before


async def test_a_plan_too_long_to_hand_over_is_refused() -> None:
    """A plan that does not fit one message neither hangs nor costs a child."""
    endless = Plan(
        load=Load(format=SourceFormat.PNG),
        overlays=(),
        steps=(Flip(),) * 50_000,
        save=Save(format=OutputFormat.PNG, quality=80),
        width=576,
        height=576,
        frames=1,
    )

    async with running(faulty_pool()) as pool:
        before = child_pids(pool)
        with pytest.raises(TooManyOperations, match="bytes to describe"):
            await _render(pool, endless, PHOTO.read_bytes())

        assert child_pids(pool) == before
        assert await mirrors_rightly(pool)
