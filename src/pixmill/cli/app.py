"""The command line as a whole: which commands there are, and how errors look on a terminal."""

import sys
from collections.abc import Sequence
from typing import Final

from cyclopts import App

from pixmill import __version__
from pixmill.cli.doctor import doctor
from pixmill.cli.maintenance import migrate, show_config, show_version
from pixmill.cli.serve import serve
from pixmill.errors import PixmillError

_FAILED: Final = 1
_INTERRUPTED: Final = 130


def build_app() -> App:
    """Return the command line with all of its commands."""
    app = App(
        name="pixmill",
        help="A self-hosted image service. Settings are environment variables: pixmill config.",
        version=__version__,
        result_action="return_int_as_exit_code_else_zero",
    )
    app.command(serve, name="serve")
    app.command(migrate, name="migrate")
    app.command(doctor, name="doctor")
    app.command(show_config, name="config")
    app.command(show_version, name="version")
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; what is wrong is told in one line each."""
    try:
        return int(build_app()(list(arguments)))
    except PixmillError as exc:
        print(f"pixmill: {exc.message}\n{exc.action}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
