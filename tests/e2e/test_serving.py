"""The command as an operator runs it: from first start to stop."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.service import environment, free_port, is_ready, request, serving
from tests.pictures_library import picture

_JSON = {"Content-Type": "application/json"}
_FORM = {"Content-Type": "multipart/form-data; boundary=x"}
_FORM_HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'


def sign_up(port: int) -> dict[str, str]:
    """Make an account and return the header that proves it."""
    credentials = b'{"username": "ann", "password": "correct horse battery"}'
    _, answer = request(port, "POST", "/register", body=credentials, headers=_JSON)
    token = answer.partition(b'"token":"')[2].partition(b'"')[0].decode()
    return {"Authorization": f"Bearer {token}"}


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

    with serving(tmp_path, port):
        signed_in = sign_up(port)
        body = _FORM_HEAD + content + b"\r\n--x--\r\n"
        status, answer = request(port, "POST", "/images", body=body, headers=signed_in | _FORM)
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


@pytest.mark.parametrize("announced", [True, False])
def test_refusal_of_a_large_upload_is_read(tmp_path: Path, *, announced: bool) -> None:
    """A client that sends on regardless sees why it was refused, not a broken connection."""
    port, megabytes = free_port(), 20

    with serving(tmp_path, port, PIXMILL_MAX_UPLOAD_BYTES="1000000"):
        headers = sign_up(port) | _FORM
        if announced:
            headers["Content-Length"] = str(len(_FORM_HEAD) + megabytes * 1_000_000)
        body = (_FORM_HEAD, *(bytes(1_000_000) for _ in range(megabytes)))
        status, answer = request(port, "POST", "/images", body=iter(body), headers=headers)

    assert status == 413
    assert b'"code":"upload_too_large"' in answer


def test_nothing_is_left_of_a_killed_service(tmp_path: Path) -> None:
    """When the listening process is killed outright, no orphan goes on serving its port."""
    port = free_port()

    with serving(tmp_path, port) as process:
        process.kill()
        process.wait()
        deadline = time.monotonic() + 10
        while is_ready(port) and time.monotonic() < deadline:
            time.sleep(0.1)

        assert not is_ready(port)
