from pathlib import Path

from tools.sources import project_files


def test_only_written_text_files_are_read(tmp_path: Path) -> None:
    """Environments, caches, pictures and a service's data are not the project's text."""
    for name in ("src/a.py", ".venv/b.py", "data/c.md", ".ci/run", "docs/d.md", "e.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")

    paths = [file.path for file in project_files(tmp_path)]

    assert sorted(paths) == [".ci/run", "docs/d.md", "src/a.py"]


def test_bytes_under_a_text_name_are_left_out(tmp_path: Path) -> None:
    """A file that does not decode is no text, whatever it is called."""
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00")

    assert list(project_files(tmp_path)) == []
