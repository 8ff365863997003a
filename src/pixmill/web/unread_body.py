"""Reading on for a while when a request is answered before all of it has arrived.

A server that answers and closes while the client is still sending makes most clients see a broken
connection instead of the answer, so a refusal of a large upload would never be read.
"""

import asyncio
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_DRAINED_BYTES: Final = 64 * 1024 * 1024
"""Past this the connection is closed all the same: nobody may make the server read for nothing."""
MAX_DRAIN_S: Final = 5.0
"""As above, for clients that send slowly."""


class UnreadBody:
    """Takes in what is left of a body, within bounds, before the answer to it is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch how far a request was read."""
        if scope["type"] != "http" or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        is_read = False

        async def receive_watched() -> Message:
            nonlocal is_read
            message = await receive()
            is_read = is_read or not message.get("more_body", False)
            return message

        async def send_after_body(message: Message) -> None:
            nonlocal is_read
            if not is_read and message["type"] == "http.response.start":
                await _drain(receive)
                is_read = True
            await send(message)

        await self._app(scope, receive_watched, send_after_body)


def _has_body(scope: Scope) -> bool:
    return any(name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"])


async def _drain(receive: Receive) -> None:
    left = MAX_DRAINED_BYTES
    try:
        async with asyncio.timeout(MAX_DRAIN_S):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
    except TimeoutError:
        return
