"""The root of every error Pixmill raises on purpose, and the fields each of them has.

Packages define their own subclasses next to the code that raises them.
No class here or below knows an HTTP status: `pixmill.web.problems` holds the one table that does.
"""

from typing import ClassVar


class PixmillError(Exception):
    """Something is wrong in a way that Pixmill foresaw and can explain.

    Attributes:
        code: stable, machine-readable name of the problem; part of the public API.
        message: what is wrong, with the offending value, in words fit for the public.
        action: what the reader can do about it.
        field: dotted path of the request field at fault, or None.
    """

    code: ClassVar[str]
    action: str = "Check the request and try again."

    def __init__(
        self, message: str, *, field: str | None = None, action: str | None = None
    ) -> None:
        """Explain one occurrence; `action` replaces the class's general advice."""
        super().__init__(message)
        self.message = message
        self.field = field
        if action is not None:
            self.action = action


class RetryableError(PixmillError):
    """The request was fine and may succeed later: overload, a lost dependency, a crashed child.

    Attributes:
        retry_after_s: whole seconds to wait before the next attempt is worthwhile.
    """

    retry_after_s: int = 1


class InvalidSettings(PixmillError):
    """Pixmill cannot start with the settings it was given."""

    code = "invalid_settings"
    action = "Correct the settings that are named and start again."
