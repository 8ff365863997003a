"""The command as an operator runs it: a real process on a real port, from first start to stop."""

import http.client
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.pictures_library import picture


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
def serving(data_dir: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """Run the server until it is ready, and see to it that it is gone afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pixmill", "serve"],
        env=environment(data_dir, PIXMILL_PORT=str(port)),
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
        if process.poll() is None:
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
    body: bytes | None = None,
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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_first_start_serves_and_stops(tmp_path: Path, number: signal.Signals) -> None:
    """Secrets are made closed, the page is told, and a signal ends it with 0 within ten seconds."""
    data_dir, port = tmp_path / "data", free_port()

    with serving(data_dir, port) as process:
        waiting = socket.create_connection(("127.0.0.1", port))
        started = time.monotonic()
        os.killpg(process.pid, number)
        output, _ = process.communicate(timeout=10)
        waiting.close()

    assert process.returncode == 0
    assert time.monotonic() - started < 10
    assert f"http://127.0.0.1:{port}/docs" in output
    assert str(data_dir) in output
    assert stat.S_IMODE((data_dir / "secrets.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700


def test_large_pictures_pass_through_the_server(tmp_path: Path) -> None:
    """A 12-megapixel photograph goes in and comes back over a real connection."""
    port, content = free_port(), picture("camera-12mp.jpg").read_bytes()
    credentials = b'{"username": "ann", "password": "correct horse battery"}'
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'

    with serving(tmp_path, port):
        json = {"Content-Type": "application/json"}
        _, answer = request(port, "POST", "/register", body=credentials, headers=json)
        token = answer.partition(b'"token":"')[2].partition(b'"')[0].decode()
        signed_in = {"Authorization": f"Bearer {token}"}
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        body = form + content + b"\r\n--x--\r\n"
        status, answer = request(port, "POST", "/images", body=body, headers=signed_in | kind)
        asset = answer.partition(b'"id":"')[2].partition(b'"')[0].decode()
        whole = request(port, "GET", f"/api/assets/{asset}/file", headers=signed_in)
        part = request(
            port, "GET", f"/api/assets/{asset}/file", headers=signed_in | {"Range": "bytes=1000-"}
        )

    assert status == 201
    assert whole == (200, content)
    assert part == (206, content[1000:])


def test_port_in_use_is_told_in_a_line(tmp_path: Path) -> None:
    """Nothing is started and no traceback shown when somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        done = subprocess.run(
            [sys.executable, "-m", "pixmill", "serve"],
            env=environment(tmp_path / "data", PIXMILL_PORT=port),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    assert done.returncode == 1
    assert port in done.stderr
    assert "PIXMILL_PORT" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()
