"""Opening services when the server starts, and closing them when it stops."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import TypeAlias

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from pixmill.bootstrap import Services
from pixmill.web.app import create_app

Opener: TypeAlias = Callable[[], AbstractAsyncContextManager[Services]]
"""Opens services for as long as the context lasts."""


class Lifespan:
    """An ASGI application that comes to life with its server (ASGI lifespan protocol)."""

    def __init__(self, open_services: Opener) -> None:
        """Nothing is opened before the server says so."""
        self._open_services = open_services
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Follow the server through its life, and serve requests in between."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._app is not None:
            await self._app(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with AsyncExitStack() as stack:
            try:
                services = await stack.enter_async_context(self._open_services())
                self._app = create_app(services)
            except Exception as exc:
                await structlog.get_logger().aerror("start failed", reason=str(exc))
                await send({"type": "lifespan.startup.failed", "message": str(exc)})
                raise
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})
