"""Errors that several operations raise."""

from pixmill.errors import PixmillError


class InvalidOperation(PixmillError):
    """An operation makes no sense, by itself or on this picture."""

    code = "invalid_operation"
    action = "See the page of the operation in the reference for what it takes."
