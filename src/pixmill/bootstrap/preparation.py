"""What has to be in place before anything is served: folders, secrets, tables."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from pixmill.bootstrap.secret_file import FILE_NAME, create_data_dir, signing_keys
from pixmill.db.session import Database, migrate
from pixmill.settings import Settings


async def prepare(settings: Settings) -> None:
    """Do what the first start has to do, and refuse what can be seen to be wrong before serving.

    The database that nobody configured is ours, and migrated; another is only checked.

    Raises:
        InvalidSettings: the data directory or the secrets cannot be used.
        SchemaMismatch: the configured database is not at this release.
    """
    create_data_dir(settings.data_dir)
    signing_keys(settings.data_dir, settings.token_secret.get_secret_value())
    if not settings.database_url:
        await migrate(settings.database)
    await check_database(settings)


async def migrate_database(settings: Settings) -> None:
    """Create the database if there is none, and bring its tables to this release."""
    create_data_dir(settings.data_dir)
    await migrate(settings.database)


async def check_database(settings: Settings) -> None:
    """Find out whether the database is there and at this release.

    Raises:
        DatabaseUnavailable, SchemaMismatch: it is not.
    """
    async with open_database(settings):
        pass


def describe_secrets(settings: Settings) -> str:
    """Say where the secret to sign with comes from; nothing when there is none yet.

    Raises:
        InvalidSettings: it is short, damaged or open to other users.
    """
    given = settings.token_secret.get_secret_value()
    if not given and not (settings.data_dir / FILE_NAME).exists():
        return ""
    count = len(signing_keys(settings.data_dir, given))
    return "given by a setting" if given else f"{FILE_NAME} with {count} key, closed to others"


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncGenerator[Database]:
    """Open the database, at this release and no other."""
    database = Database(settings.database)
    await database.open()
    try:
        await database.check_schema()
        yield database
    finally:
        await database.close()
