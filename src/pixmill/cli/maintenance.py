"""Small commands: the database's tables, the settings in force, the version."""

import asyncio

from pixmill import __version__
from pixmill.bootstrap import migrate_database
from pixmill.settings import load_settings, shown_settings


def migrate() -> None:
    """Create the database if there is none, and bring its tables to this release."""
    settings = load_settings()
    asyncio.run(migrate_database(settings))
    print("The database is at this release.")


def show_config() -> None:
    """Print every setting with the value in force; secrets are masked."""
    for name, value in shown_settings(load_settings()).items():
        print(f"{name}={value}")


def show_version() -> None:
    """Print the version of Pixmill."""
    print(__version__)
