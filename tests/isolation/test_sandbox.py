"""What a locked-in child can still do, tried in real children by the kernel below."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_CHILD = Path(__file__).with_name("confined_child.py")
_SOURCES = Path(__file__).parents[2] / "src"
_USERS = ["own", "nobody"] if os.geteuid() == 0 else ["own"]
_LANDLOCK = ["landlock_create_ruleset", "landlock_restrict_self"]


def _start(action: str, stdin: int | None = None, /, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(_CHILD), json.dumps({"action": action, **options})],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(_SOURCES), "VIPS_CONCURRENCY": "1"},
    )


def _run(action: str, **options: object) -> dict[str, Any]:
    child = _start(action, None, **options)
    output, noise = child.communicate(timeout=50)
    assert child.returncode == 0, noise
    assert not noise
    answer: dict[str, Any] = json.loads(output)
    return answer


def _probe(room: Path, **options: object) -> dict[str, Any]:
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as local:
        local.bind(str(room / "s"))
        local.listen()
        room.chmod(0o777)
        return _run("probes", room=str(room), port=tcp.getsockname()[1], **options)


@pytest.mark.parametrize("user", _USERS)
def test_a_full_sandbox_refuses_every_way_out(tmp_path: Path, user: str) -> None:
    """Files, sockets, programs and other processes are out of reach, for root as for nobody."""
    answer = _probe(tmp_path, user=user)

    assert answer["level"] == "full"
    assert answer["missing"] == []
    assert set(answer["result"].values()) == {"refused"}, answer["result"]


def test_the_probes_get_through_without_a_sandbox(tmp_path: Path) -> None:
    """A probe proves something only if it succeeds in a child that merely has limits."""
    answer = _probe(tmp_path, level="limits")

    got_through = {name for name, result in answer["result"].items() if result == "done"}
    assert answer["level"] == "limits"
    assert {
        "read a file",
        "write a file",
        "connect by TCP",
        "connect to a unix socket",
        "run a program",
        "signal the parent",
        "fork",
        "change a mode",
    } <= got_through, answer["result"]


@pytest.mark.parametrize("user", _USERS)
def test_every_format_and_font_works_inside(user: str) -> None:
    """Locked in, a child saves and loads each format and draws each face at several sizes."""
    result = _run("pictures", user=user)["result"]

    assert set(result["sizes"]) == {".jpg", ".png", ".webp", ".avif", ".gif", ".tif"}
    assert all(size == [96, 64, True] for size in result["sizes"].values())
    assert len(set(result["words"].values())) == len(result["words"]) == 24


def test_fonts_do_not_depend_on_the_sandbox() -> None:
    """A caption is the same picture whatever level the machine offers."""
    inside, outside = (_run("pictures", level=level)["result"] for level in ("full", "limits"))

    assert inside["words"] == outside["words"]


def test_a_memory_bomb_is_refused() -> None:
    """Address space ends where the limit says, in Python and in libvips."""
    result = _run("memory_bomb")["result"]

    assert result == {"python": "refused", "libvips": "refused"}


def test_descriptors_still_arrive_and_their_size_is_capped() -> None:
    """The open socket brings descriptors, which take output up to the cap and no further."""
    parent, theirs = socket.socketpair()
    output = os.memfd_create("output")

    with parent, theirs:
        child = _start("inherited_socket", theirs.fileno())
        socket.send_fds(parent, [b"output"], [output])
        said = parent.recv(16)
    result = json.loads(child.communicate(timeout=50)[0])["result"]

    assert said == b"done"
    assert os.pread(output, 64, 0) == b"written inside"
    assert result == {"too much": "EFBIG"}
    os.close(output)


def test_a_crash_still_dies_by_its_signal() -> None:
    """The parent must be able to tell a crash from an error."""
    child = _start("abort")
    child.communicate(timeout=50)

    assert child.returncode == -signal.SIGABRT


def test_a_child_whose_parent_is_gone_ends_at_once() -> None:
    """A parent that died before the child could ask for its death signal leaves no orphan."""
    child = _start("wait", parent_pid=1 if os.getpid() != 1 else 2)
    child.communicate(timeout=20)

    assert child.returncode == -signal.SIGKILL


def test_a_child_dies_with_its_parent() -> None:
    """When the parent ends without a word, the kernel kills the child."""
    middle = "import subprocess, sys; subprocess.Popen(sys.argv[1:]); sys.stdin.read()"
    command = [sys.executable, str(_CHILD), json.dumps({"action": "wait"})]

    with subprocess.Popen(
        [sys.executable, "-c", middle, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(_SOURCES)},
    ) as parent:
        assert parent.stdout is not None
        first = parent.stdout.readline()
        # Closes the parent's input, which ends it; returns when the child has closed the pipe, too.
        rest, _ = parent.communicate(timeout=20)

    assert (first, rest) == (b"waiting\n", b"")


def test_without_landlock_the_level_is_partial_and_says_why(tmp_path: Path) -> None:
    """A kernel without Landlock leaves the filter, which still stops everything but reading."""
    answer = _probe(tmp_path, missing_calls=_LANDLOCK)

    assert (answer["level"], answer["landlock_abi"], answer["has_seccomp"]) == ("partial", 0, True)
    assert [reason for reason in answer["missing"] if reason.startswith("Landlock is missing")]
    got_through = {name for name, result in answer["result"].items() if result != "refused"}
    assert got_through <= {"read a file", "read the parent's environment"}


def test_without_a_filter_the_level_is_partial_and_says_why() -> None:
    """A kernel without seccomp leaves Landlock."""
    answer = _run("nothing", missing_calls=["seccomp"])

    assert (answer["level"], answer["has_seccomp"]) == ("partial", False)
    assert [reason for reason in answer["missing"] if reason.startswith("The system-call filter")]


def test_without_both_only_limits_remain() -> None:
    """Nothing is promised that the kernel does not give."""
    answer = _run("nothing", missing_calls=[*_LANDLOCK, "seccomp"])

    assert answer["level"] == "limits"
    assert len(answer["missing"]) == 2


def test_a_thread_from_before_costs_the_full_level() -> None:
    """Landlock holds only threads started after it, so one from before is a way out."""
    answer = _run("nothing", thread=True)

    assert answer["level"] == "partial"
    assert answer["missing"] == ["Landlock does not hold 1 threads started before it."]


def test_locking_in_costs_at_most_five_milliseconds() -> None:
    """A sandbox that is dear would be switched off; the best of three runs counts."""
    took_ms = min(_run("nothing")["took_ms"] for _ in range(3))

    assert took_ms <= 5
