"""Makes the shipped fonts known to libvips in the sandbox; `transform.fonts` names the families."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

import pyvips

_FONTS = Path(__file__).parent.parent / "fonts"
_SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
_ANYONE_MAY_READ = 0o444


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedFonts:
    """Fonts copied into memory; the descriptors must stay open as long as text is rendered."""

    configuration: int
    faces: tuple[int, ...]


def stage_fonts() -> StagedFonts:
    """Copy the fonts and their configuration to where a locked-in process can still open them.

    Run before the sandbox closes. Starts no thread and does not touch libvips.
    """
    configuration = _open_pipe_holding((_FONTS / "fonts.conf").read_bytes())
    os.environ["FONTCONFIG_FILE"] = _path_of(configuration)
    faces = tuple(_open_memory_holding(path) for path in sorted(_FONTS.glob("*.ttf")))
    return StagedFonts(configuration=configuration, faces=faces)


def register_fonts(staged: StagedFonts) -> None:
    """Hand every staged font to libvips; from then on a family name is enough.

    Run once, after the sandbox closed: it starts threads, and those from before would stay outside.
    """
    # Two threads read the configuration at once when the first text brings a font along, and a pipe
    # can be read only once. Text without a font waits for the one thread that then reads it.
    _render_one_letter()
    for face in staged.faces:
        _render_one_letter(fontfile=_path_of(face))


def _render_one_letter(**options: str) -> None:
    pyvips.Image.text("x", font="Noto Sans 10", **options)


def _open_pipe_holding(content: bytes) -> int:
    # fontconfig follows links, and the link of a memory file leads nowhere; it leaves pipes alone.
    reader, writer = os.pipe()
    os.write(writer, content)
    os.close(writer)
    os.fchmod(reader, _ANYONE_MAY_READ)
    return reader


def _open_memory_holding(path: Path) -> int:
    face = os.memfd_create(path.name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with os.fdopen(face, "wb", closefd=False) as file:
        file.write(path.read_bytes())
    fcntl.fcntl(face, fcntl.F_ADD_SEALS, _SEALS)
    return face


def _path_of(descriptor: int) -> str:
    return f"/proc/self/fd/{descriptor}"
