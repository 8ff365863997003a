import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pixmill.bootstrap.secret_file import FILE_NAME, create_data_dir, signing_keys
from pixmill.errors import InvalidSettings


def test_first_start_makes_a_closed_file(tmp_path: Path) -> None:
    """The secret is random, long enough, and readable by nobody else."""
    create_data_dir(tmp_path / "data")

    (key,) = signing_keys(tmp_path / "data", "")

    assert len(key.secret) == 32
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / FILE_NAME).stat().st_mode) == 0o600
    assert list((tmp_path / "data").iterdir()) == [tmp_path / "data" / FILE_NAME]


def test_racing_starts_end_with_one_secret(tmp_path: Path) -> None:
    """Whoever is first wins, and all others use what it wrote."""
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: signing_keys(tmp_path, ""), range(32)))

    assert len(found) == 1
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_open_file_is_refused(tmp_path: Path) -> None:
    """Secrets that others could have read are not used, and the message says how to close them."""
    signing_keys(tmp_path, "")
    (tmp_path / FILE_NAME).chmod(0o644)

    with pytest.raises(InvalidSettings, match="chmod 600"):
        signing_keys(tmp_path, "")


@pytest.mark.parametrize("text", ["", "{}", '{"token_keys": [{"kid": "a", "secret": "ä"}]}'])
def test_damaged_file_is_refused(tmp_path: Path, text: str) -> None:
    """A damaged file is never silently replaced: that would log everyone out."""
    path = tmp_path / FILE_NAME
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)

    with pytest.raises(InvalidSettings, match="restore it"):
        signing_keys(tmp_path, "")


def test_given_secret_needs_no_file(tmp_path: Path) -> None:
    """Several machines can share one secret by a setting."""
    first, second = (signing_keys(tmp_path, "s" * 32) for _ in range(2))

    assert first == second
    assert list(tmp_path.iterdir()) == []


def test_short_secret_is_refused_without_showing_it(tmp_path: Path) -> None:
    """A guessable secret is none."""
    with pytest.raises(InvalidSettings, match="32") as caught:
        signing_keys(tmp_path, "hunter2")

    assert "hunter2" not in caught.value.message
