"""The command `pixmill`, also as `python -m pixmill`."""

import sys

from pixmill.cli.app import run


def main() -> None:
    """Run the command line and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
