"""From settings to services: the only place where classes are chosen, opened and closed."""

from pixmill.bootstrap.edge import EdgeSettings
from pixmill.bootstrap.services import Services, open_services, prepare

__all__ = ["EdgeSettings", "Services", "open_services", "prepare"]
