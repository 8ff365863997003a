"""From settings to services: the only place where classes are chosen, opened and closed."""

from pixmill.bootstrap.edge import EdgeSettings
from pixmill.bootstrap.preparation import (
    check_database,
    describe_secrets,
    migrate_database,
    prepare,
)
from pixmill.bootstrap.services import Services, open_engine, open_services

__all__ = [
    "EdgeSettings",
    "Services",
    "check_database",
    "describe_secrets",
    "migrate_database",
    "open_engine",
    "open_services",
    "prepare",
]
