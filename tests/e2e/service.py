"""A service as a person starts it: a process of its own, on a free port, with data of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_READY_WITHIN_S = 30.0
_STOPPED_WITHIN_S = 10.0


@contextmanager
def running_service(data: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Start `pixmill serve`, yield its address and process, and stop it as Ctrl-C does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PIXMILL_DATA_DIR": str(data), "PIXMILL_PORT": str(port)}
    with subprocess.Popen([sys.executable, "-m", "pixmill", "serve"], env=environment) as process:
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}/health/ready", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(_STOPPED_WITHIN_S)


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the service ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"the service was not ready within {_READY_WITHIN_S:g} s")
