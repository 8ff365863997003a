"""What the serving process loads; the process that only listens does without the framework."""

from pixmill.bootstrap import open_services
from pixmill.settings import load_settings
from pixmill.telemetry import configure_logging
from pixmill.web.lifespan import Lifespan


def application() -> Lifespan:
    """Build the application; the server calls this by its name."""
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format)
    return Lifespan(lambda: open_services(settings))
