"""How Pixmill writes its log: one line per event, for people or for machines, without secrets."""

import logging
import sys
from collections.abc import MutableMapping
from enum import StrEnum
from typing import Final

import structlog

_SECRET_WORDS: Final = ("password", "secret", "token", "authorization", "cookie")
_MASK: Final = "***"


class LogFormat(StrEnum):
    """Who reads the log."""

    TEXT = "text"
    """A person at a terminal."""
    JSON = "json"
    """A collector: one JSON object a line."""


def configure_logging(level: str, log_format: LogFormat) -> None:
    """Send the log of this process, libraries included, to standard error.

    Args:
        level: the least serious level that is written: debug, info, warning or error.
        log_format: who reads it.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        mask_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_renderers(log_format),
            ],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    # Libraries tell of their daily work at levels that mean something to us.
    root.setLevel("DEBUG" if level == "debug" else "WARNING")
    logging.getLogger("pixmill").setLevel(level.upper())


def mask_secrets(
    _logger: object, _method: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    """Replace the values of fields whose names say that they are secret."""
    for name in event:
        if name != "event" and any(word in name.lower() for word in _SECRET_WORDS):
            event[name] = _MASK
    return event


def _renderers(log_format: LogFormat) -> list[structlog.typing.Processor]:
    match log_format:
        case LogFormat.JSON:
            return [
                structlog.processors.dict_tracebacks,
                structlog.processors.JSONRenderer(),
            ]
        case LogFormat.TEXT:
            return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
