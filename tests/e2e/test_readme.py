"""The README's first screen does what it says, typed as it stands there."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.e2e.service import free_port, serving
from tests.pictures_library import picture

_README = Path(__file__).parents[2] / "README.md"
_ADDRESS = "http://127.0.0.1:8000"


def curl_lines(port: int) -> str:
    """Return the README's second block of shell lines, pointed at another port."""
    blocks = re.findall(r"```sh\n(.*?)```", _README.read_text(encoding="utf-8"), re.DOTALL)
    assert _ADDRESS in blocks[1]
    lines: str = blocks[1].replace(_ADDRESS, f"http://127.0.0.1:{port}")
    return "set -euo pipefail\n" + lines


def test_curl_lines_do_the_main_job(tmp_path: Path) -> None:
    """Registering, uploading a 12-megapixel photo, transforming, converting and listing work."""
    port = free_port()
    shutil.copy(picture("camera-12mp.jpg"), tmp_path / "photo.jpg")

    with serving(tmp_path / "data", port):
        done = subprocess.run(
            ["bash", "-c", curl_lines(port)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            timeout=40,
        )

    transformed, listed = done.stdout.replace("}{", "}\n{").splitlines()
    assert '"width":800,"height":500' in transformed.replace(" ", "")
    assert '"total":1' in listed.replace(" ", "")
    assert (tmp_path / "photo.webp").read_bytes()[8:12] == b"WEBP"


def test_service_finds_everything_again(tmp_path: Path) -> None:
    """What was uploaded before a restart is there after it, for the same account."""
    port = free_port()
    shutil.copy(picture("progressive.jpg"), tmp_path / "photo.jpg")
    with serving(tmp_path / "data", port):
        subprocess.run(
            ["bash", "-c", curl_lines(port)],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            timeout=40,
        )

    with serving(tmp_path / "data", port):
        again = curl_lines(port).replace("auth/register", "auth/login")
        done = subprocess.run(
            ["bash", "-c", again],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            timeout=40,
        )

    assert '"total":2' in done.stdout.replace(" ", "")
