"""Steps from one release's tables to the next, and what runs them.

One file per step in `versions/`, in one line without branches. Alembic is driven directly, not
through an `env.py`: no configuration file, no environment, no logging set-up of its own. Steps
that change a table must use batch mode, because SQLite cannot alter most things in place.
"""

from collections.abc import Iterable
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationStep, RevisionStep
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from sqlalchemy import Connection

from pixmill.db.errors import SchemaMismatch
from pixmill.db.tables import metadata


def expected_revision() -> str | None:
    """Return the revision that this release's tables have."""
    return _scripts().get_current_head()


def stored_revision(connection: Connection) -> str | None:
    """Return the revision that the database has, or None when it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection) -> None:
    """Bring the tables to this release inside the connection's transaction.

    Raises:
        SchemaMismatch: the database was migrated by a newer release.
    """
    scripts = _scripts()

    def steps(stored: tuple[str, ...], _context: MigrationContext) -> Iterable[RevisionStep]:
        newest_first = list(scripts.iterate_revisions("head", stored or "base"))
        return [
            MigrationStep.upgrade_from_script(scripts.revision_map, script)
            for script in reversed(newest_first)
        ]

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(
            connection=connection,
            target_metadata=metadata,
            transactional_ddl=True,
            render_as_batch=True,
        )
        try:
            environment.run_migrations()
        except RevisionError as exc:
            message = f"The database cannot be migrated by this release: {exc}."
            raise SchemaMismatch(message) from exc
    _check_references(connection)


def _check_references(connection: Connection) -> None:
    """Make up for foreign keys not being enforced while migrating."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        message = f"The migration would leave rows in {broken[0]!r} that refer to nothing."
        raise SchemaMismatch(message)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(Path(__file__).parent)
