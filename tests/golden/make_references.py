"""Write the pictures of the gallery anew: `python -m tests.golden.make_references`.

Look at every one that changes before it is committed: tests can only tell that it changed.
"""

from tests.golden.drawing import prepare_once
from tests.golden.gallery import GALLERY, write_reference


def main() -> None:
    """Draw every exhibit."""
    prepare_once()
    for name, exhibit in GALLERY.items():
        write_reference(name, exhibit.drawn())


if __name__ == "__main__":
    main()
