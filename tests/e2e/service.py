"""The service as a person runs it: a real process, on a port of its own, with data of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """Return what the process is told, on top of this one's environment."""
    own = {"PIXMILL_DATA_DIR": str(data_dir), "PIXMILL_ENGINE_CHILDREN": "1", **more}
    return {**os.environ, **own}


@contextmanager
def serving(data_dir: Path, port: int, **more: str) -> Iterator["subprocess.Popen[str]"]:
    """Run the server until it is ready, and see to it that it is gone afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pixmill", "serve"],
        env=environment(data_dir, PIXMILL_PORT=str(port), **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 30
        while not is_ready(port):
            assert process.poll() is None, process.communicate()[0]
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield process
    finally:
        # The whole group: the listening process may be gone and its worker not.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def is_ready(port: int) -> bool:
    """Ask the server whether it can work."""
    try:
        return request(port, "GET", "/health/ready")[0] == 200
    except OSError:
        return False


def request(
    port: int,
    method: str,
    path: str,
    *,
    body: bytes | Iterable[bytes] | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, bytes]:
    """Send one request over the loopback."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
