"""A cap on every body that no route has asked more room for."""

from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pixmill.web.errors import BodyTooLarge

MAX_BODY_BYTES: Final = 1024 * 1024
_KEY: Final = "pixmill.body_cap"


@dataclass(slots=True)
class _Cap:
    most: int = MAX_BODY_BYTES


class BodyCap:
    """Refuses a body by its announced length, and stops reading one that lies about it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the bytes of a request while they are read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cap = scope[_KEY] = _Cap()
        header = Headers(scope=scope).get("content-length", "")
        announced = int(header) if header.isdecimal() else 0
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            # Nothing is checked before somebody reads: only then is it known how much they want.
            if announced > cap.most:
                raise _too_large(cap)
            message = await receive()
            received += len(message.get("body", b""))
            if received > cap.most:
                raise _too_large(cap)
            return message

        await self._app(scope, receive_counted, send)


def raise_body_cap(scope: Scope, most: int) -> None:
    """Let the body of this request be longer, for a route that does not keep it in memory."""
    if _KEY in scope:
        scope[_KEY].most = most


def _too_large(cap: _Cap) -> BodyTooLarge:
    return BodyTooLarge(f"The body is longer than the {cap.most} bytes this route reads.")
