"""One name for each request, in the answer, in the log and in problem documents."""

import re
from typing import Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pixmill.db.identifiers import new_id

_KEY: Final = "pixmill.request_id"
_GOOD: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestId:
    """Takes the client's X-Request-Id if it is harmless, else makes one, and sends it back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give a request its name."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _GOOD.fullmatch(given) else new_id()
        scope[_KEY] = request_id

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._app(scope, receive, send_with_id)


def request_id_of(scope: Scope) -> str | None:
    """Return the request's name, or None outside of the middleware."""
    found = scope.get(_KEY)
    return found if isinstance(found, str) else None
