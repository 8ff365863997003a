"""Serving: one process that listens and one that works, until it is told to stop."""

import asyncio
import socket
from typing import Final

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from pixmill.bootstrap import prepare
from pixmill.errors import InvalidSettings
from pixmill.settings import LogLevel, Settings, load_settings, variable
from pixmill.telemetry import configure_logging

_TARGET: Final = "pixmill.cli.worker:application"
_BACKLOG: Final = 1024


def serve() -> int:
    """Serve on the address that the settings name, until Ctrl-C or SIGTERM."""
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format)
    check_address(settings)
    asyncio.run(prepare(settings))
    print(welcome(settings), flush=True)
    _server(settings).serve()
    return 0


def check_address(settings: Settings) -> None:
    """Find out whether the address can be listened on, before anything else is started.

    Raises:
        InvalidSettings: it is in use, or not one of this machine's.
    """
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as exc:
        message = (
            f"{settings.host}:{settings.port} cannot be listened on: {exc.strerror or exc}. "
            f"Choose another with {variable('host')} and {variable('port')}."
        )
        raise InvalidSettings(message) from exc


def welcome(settings: Settings) -> str:
    """Say where to go."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{settings.port}"
    return (
        f"Pixmill is starting\n"
        f"  page      {address}/\n"
        f"  API docs  {address}/docs\n"
        f"  data      {settings.data_dir.resolve()}\n"
        f"Press Ctrl-C to stop."
    )


def _server(settings: Settings) -> MPServer:
    return MPServer(
        _TARGET,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        backlog=_BACKLOG,
        log_level=_server_log_level(settings.log_level),
        log_access=False,
        # A worker that hangs must neither keep the service down nor keep it from stopping.
        respawn_failed_workers=True,
        workers_kill_timeout=settings.shutdown_grace_s,
    )


def _server_log_level(level: LogLevel) -> LogLevels:
    match level:
        case LogLevel.DEBUG:
            return LogLevels.debug
        case LogLevel.INFO | LogLevel.WARNING:
            return LogLevels.warning
        case LogLevel.ERROR:
            return LogLevels.error
