"""`pixmill doctor`: does everything that serving needs work on this machine?"""

import asyncio
import platform
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from pixmill import __version__
from pixmill.bootstrap import check_database, describe_secrets, open_engine
from pixmill.engine.confinement import SandboxLevel
from pixmill.engine.pool import EnginePool
from pixmill.errors import PixmillError
from pixmill.settings import Settings, load_settings
from pixmill.transform.formats import OutputFormat, SourceFormat
from pixmill.transform.limits import Limits
from pixmill.transform.output import Output
from pixmill.transform.plan import resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts

# One pixel: a GIF of 35 bytes (GIF89a), so that no file has to be shipped.
_PIXEL: Final = bytes.fromhex(
    "47494638396101000100800000000000ffffff2c00000000010001000002024c01003b"
)
# Some formats are only written.
_READ: Final = frozenset(source.value for source in SourceFormat)
_NOT_YET: Final = "not there yet; the first start makes it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one look found."""

    subject: str
    is_good: bool
    words: str


def doctor() -> int:
    """Check data directory, secrets, database, engine and every format; exit 1 if one fails."""
    settings = load_settings()
    findings = asyncio.run(_examine(settings))
    for finding in findings:
        print(f"{'ok  ' if finding.is_good else 'BAD '} {finding.subject}: {finding.words}")
    return 0 if all(finding.is_good for finding in findings) else 1


async def _examine(settings: Settings) -> list[Finding]:
    version = f"{__version__} on Python {platform.python_version()}, {platform.machine()}"
    findings = [Finding(subject="pixmill", is_good=True, words=version)]
    findings.append(_data_directory(settings))
    findings.append(_secrets(settings))
    findings.append(await _database(settings))
    findings += [finding async for finding in _engine(settings)]
    return findings


def _data_directory(settings: Settings) -> Finding:
    folder = settings.data_dir.resolve()
    if not folder.exists():
        return Finding(subject="data directory", is_good=True, words=f"{folder}: {_NOT_YET}")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as exc:
        words = f"{folder} cannot be written: {exc.strerror}"
        return Finding(subject="data directory", is_good=False, words=words)
    return Finding(subject="data directory", is_good=True, words=f"{folder} can be written")


def _secrets(settings: Settings) -> Finding:
    try:
        words = describe_secrets(settings) or _NOT_YET
    except PixmillError as exc:
        return Finding(subject="secrets", is_good=False, words=exc.message)
    return Finding(subject="secrets", is_good=True, words=words)


async def _database(settings: Settings) -> Finding:
    if settings.is_database_missing:
        return Finding(subject="database", is_good=True, words=_NOT_YET)
    try:
        await check_database(settings)
    except PixmillError as exc:
        words = f"{exc.message} {exc.action}"
        return Finding(subject="database", is_good=False, words=words)
    return Finding(subject="database", is_good=True, words="its tables are those of this release")


async def _engine(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with open_engine(settings) as engine:
            state = engine.state
            yield Finding(subject="libvips", is_good=True, words=state.libvips)
            missing = "".join(f"; {sentence}" for sentence in state.missing)
            is_reached = not state.missing or not settings.engine_require_sandbox
            yield Finding(subject="sandbox", is_good=is_reached, words=state.sandbox + missing)
            yield await _probe(engine, is_required=settings.engine_require_sandbox)
            for chosen in OutputFormat:
                yield await _render(engine, chosen)
    except PixmillError as exc:
        yield Finding(subject="engine", is_good=False, words=exc.message)


async def _probe(engine: EnginePool, *, is_required: bool) -> Finding:
    """Let a child try to get out; what a lesser level leaves open is bad only where more is due."""
    subject = "sandbox probes"
    try:
        probed = await engine.probe()
    except PixmillError as exc:
        return Finding(subject=subject, is_good=False, words=exc.message)
    if not probed.ways_out:
        return Finding(subject=subject, is_good=True, words=f"all {probed.tried} are refused")
    is_open = is_required or engine.state.sandbox == SandboxLevel.FULL
    words = f"not refused: {', '.join(probed.ways_out)}"
    return Finding(subject=subject, is_good=not is_open, words=words)


async def _render(engine: EnginePool, chosen: OutputFormat) -> Finding:
    """Let a child make a real picture in one format, and read it again where it can be."""
    subject = f"format {chosen}"
    try:
        size = await _size_of_pixel(engine, chosen)
    except PixmillError as exc:
        return Finding(subject=subject, is_good=False, words=exc.message)
    reads = ", reads it" if chosen.value in _READ else ""
    return Finding(subject=subject, is_good=True, words=f"writes 1 × 1 in {size} bytes{reads}")


async def _size_of_pixel(engine: EnginePool, chosen: OutputFormat) -> int:
    recipe = Recipe(output=Output(format=chosen))
    facts = SourceFacts(format=SourceFormat.GIF, width=1, height=1)
    plan = resolve_plan(recipe, facts, chosen=chosen, overlays={}, limits=Limits())
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as result:
        source.write(_PIXEL)
        source.flush()
        inputs, output = [source.fileno()], result.fileno()
        rendered = await engine.render(plan, inputs=inputs, output=output)
        if chosen.value in _READ:
            await engine.inspect(output, SourceFormat(chosen.value))
    return rendered.bytes
