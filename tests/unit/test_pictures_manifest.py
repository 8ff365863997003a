import csv
import hashlib

import pytest

from tests.pictures_library import PICTURES, picture

_MAX_TOTAL_BYTES = 6_000_000
_NOT_PICTURES = {"MANIFEST.csv", "README.md"}


def _manifest() -> list[dict[str, str]]:
    with (PICTURES / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_manifest_lists_every_picture_once() -> None:
    """What lies in the folder and what the manifest names is the same."""
    present = sorted(path.name for path in PICTURES.iterdir() if path.name not in _NOT_PICTURES)

    assert [row["file"] for row in _manifest()] == present


@pytest.mark.parametrize("row", _manifest(), ids=lambda row: row["file"])
def test_picture_is_the_one_the_manifest_describes(row: dict[str, str]) -> None:
    """A picture changed by hand is noticed, because golden results depend on its bytes."""
    content = picture(row["file"]).read_bytes()

    assert len(content) == int(row["bytes"])
    assert hashlib.sha256(content).hexdigest() == row["sha256"]


@pytest.mark.parametrize("column", ["licence", "source_repository", "source_path", "purpose"])
def test_origin_of_every_picture_is_told(column: str) -> None:
    """No picture comes without its licence, its source and a reason to be here."""
    untold = [row["file"] for row in _manifest() if not row[column].strip()]

    assert untold == []


def test_pictures_stay_small_together() -> None:
    """Cloning the project never costs more than six megabytes of pictures."""
    assert sum(int(row["bytes"]) for row in _manifest()) < _MAX_TOTAL_BYTES


def test_unknown_picture_is_refused_by_name() -> None:
    """A misspelt name says which pictures there are."""
    with pytest.raises(LookupError, match=r"camera-12mp\.jpg"):
        picture("no-such.jpg")
