"""Write the reference pages that come from code: `python -m tools.reference_pages [--check]`.

A page that differs from what the code says fails the check, so the reference cannot go stale.
"""

import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pixmill
from pixmill.errors import PixmillError, RetryableError
from pixmill.settings import Settings
from pixmill.web.problems import PROBLEMS
from tools.settings_table import Setting, settings_of
from tools.sources import ROOT

REFERENCE = Path("docs", "reference")
_WRITTEN = "<!-- Written by tools/reference_pages.py from the code: change it there. -->\n"


def settings_page() -> str:
    """Describe every setting as the settings class declares it."""
    lines = [
        "# Settings\n",
        _WRITTEN,
        "Every setting is an environment variable.",
        "Pixmill refuses to start when one is unknown or has a bad value, and names it.\n",
    ]
    for setting in settings_of(Settings):
        lines += [f"## `{setting.variable}`\n", f"{_sentences(setting.description)}\n"]
        lines += [f"- Type: `{setting.kind}`", f"- Default: {_default_of(setting)}\n"]
    return "\n".join(lines)


def problems_page() -> str:
    """Describe every error that a client can meet, with its status and what to do about it."""
    lines = [
        "# Problems\n",
        _WRITTEN,
        "Errors are answered as RFC 9457 problem documents (`application/problem+json`).",
        "The `code` is stable: programs may rely on it.\n",
    ]
    for error in sorted(error_classes(), key=lambda error: error.code):
        summary = (error.__doc__ or "").strip().split("\n\n", 1)[0]
        lines += [f"## `{error.code}`\n", f"{_sentences(summary)}\n"]
        lines += [f"- Status: {_status_of(error)}", f"- What to do: {error.action}"]
        lines += ["- Trying again later helps.\n" if issubclass(error, RetryableError) else ""]
    return "\n".join(lines).rstrip() + "\n"


def error_classes() -> list[type[PixmillError]]:
    """Import every module of the package and list the errors that have a code of their own."""
    for module in pkgutil.walk_packages(pixmill.__path__, prefix="pixmill."):
        if not module.name.endswith(("__main__", ".env")):  # both start working when imported
            pkgutil.resolve_name(module.name)
    return [error for error in _below(PixmillError) if "code" in vars(error)]


def stale_pages(root: Path = ROOT) -> dict[Path, str]:
    """Return the right text of each page whose stored text is not what the code says."""
    pages = {
        "settings.md": settings_page(),
        "problems.md": problems_page(),
    }
    wanted = {root / REFERENCE / name: text for name, text in pages.items()}
    return {path: text for path, text in wanted.items() if _stored(path) != text}


def _below(error: type[PixmillError]) -> Iterator[type[PixmillError]]:
    for child in error.__subclasses__():
        yield child
        yield from _below(child)


def _status_of(error: type[PixmillError]) -> int:
    return next(PROBLEMS[kind].status for kind in error.__mro__ if kind in PROBLEMS)


def _default_of(setting: Setting) -> str:
    if setting.is_required:
        return "none, it has to be set"
    return f"`{setting.default}`" if setting.default else "empty"


def _sentences(text: str) -> str:
    return " ".join(text.split()).replace(". ", ".\n")


def _stored(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    """Write what is stale, or with --check only name it."""
    stale = stale_pages()
    for path, text in stale.items():
        if "--check" in arguments:
            print(f"{path.relative_to(ROOT)}: not what the code says; run 'make fmt'")
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
