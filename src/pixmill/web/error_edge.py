"""The outer edge: what nobody foresaw is logged here, and the public learns only its request id."""

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pixmill.web.errors import Internal
from pixmill.web.problems import problem_response


class ErrorEdge:
    """Turns every exception that comes this far into a log entry and a 500 document."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, whatever happens inside."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_started = False

        async def send_and_note(message: Message) -> None:
            nonlocal is_started
            is_started = is_started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except ClientDisconnect:
            return
        except Exception as exc:
            log = structlog.get_logger()
            await log.aexception("unforeseen error", method=scope["method"], path=scope["path"])
            if is_started:
                raise
            del exc
            response = problem_response(internal_error(), scope=scope)
            await response(scope, receive, send)


def internal_error() -> Internal:
    """Return the error that says nothing about what happened inside."""
    return Internal("Something went wrong inside Pixmill.")
