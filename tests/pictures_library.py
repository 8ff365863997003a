"""The test pictures by name; their origin and licences stand in `tests/pictures/MANIFEST.csv`."""

from pathlib import Path

PICTURES = Path(__file__).parent / "pictures"


def picture(name: str) -> Path:
    """Return the path of a test picture.

    Raises:
        LookupError: there is none of that name.
    """
    path = PICTURES / name
    if not path.is_file():
        known = ", ".join(sorted(file.name for file in PICTURES.iterdir()))
        message = f"There is no test picture {name!r}; there are {known}."
        raise LookupError(message)
    return path
