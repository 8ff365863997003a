"""What can go wrong between Pixmill and its database, in words an operator can act on."""

from pixmill.errors import PixmillError, RetryableError


class InvalidDatabaseURL(PixmillError):
    """The database URL names no database that Pixmill can open."""

    code = "invalid_database_url"
    action = "Set the database URL to sqlite:/// followed by the path of a file."


class DatabaseUnavailable(RetryableError):
    """The database cannot be opened or reached."""

    code = "database_unavailable"
    action = "Check that the database exists, can be reached and may be written by this user."


class DatabaseBusy(RetryableError):
    """No connection or write lock came free in time."""

    code = "database_busy"
    action = "Wait a moment and send the same request again."


class SchemaMismatch(PixmillError):
    """The tables are not the ones this release of Pixmill was written for."""

    code = "schema_mismatch"
    action = "Run the release's migrations (pixmill migrate), or start the release that fits."
