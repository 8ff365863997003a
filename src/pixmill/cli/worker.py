"""What the serving process loads; the process that only listens does without the framework."""

import ctypes
import os
import signal
import sys
from typing import Final

from pixmill.bootstrap import open_services
from pixmill.settings import load_settings
from pixmill.telemetry import configure_logging
from pixmill.web.lifespan import Lifespan

_PR_SET_PDEATHSIG: Final = 1


def application() -> Lifespan:
    """Build the application; the server calls this by its name."""
    stop_with_parent()
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format)
    return Lifespan(lambda: open_services(settings))


def stop_with_parent() -> None:
    """Ask the kernel to end this process when the listening one is gone, however it went.

    The server passes signals on, but a listening process that is killed outright can pass nothing:
    its worker would go on serving the port, unknown to whoever starts the service again.
    Where there is no Linux, nothing is asked.
    """
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    # It may have gone before the kernel was asked.
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
