"""How much is left of each limit, told with every answer (IETF draft, structured fields)."""

from collections.abc import Sequence
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pixmill.ratelimit.limiter import PolicyState, Verdict

_KEY: Final = "pixmill.rate_verdicts"


class RateHeaders:
    """Writes RateLimit-Policy and RateLimit from the verdicts that a request got on its way."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request and add what its verdicts say."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        verdicts: list[Verdict] = []
        scope[_KEY] = verdicts

        async def send_with_limits(message: Message) -> None:
            policies = [policy for verdict in verdicts for policy in verdict.policies]
            if message["type"] == "http.response.start" and policies:
                _add_headers(MutableHeaders(scope=message), policies)
            await send(message)

        await self._app(scope, receive, send_with_limits)


def note_verdict(scope: Scope, verdict: Verdict) -> None:
    """Have a verdict told with the answer to this request."""
    scope.get(_KEY, []).append(verdict)


def _add_headers(headers: MutableHeaders, policies: Sequence[PolicyState]) -> None:
    tightest = min(policies, key=lambda one: (one.remaining / one.quota, -one.reset_s))
    headers["ratelimit-policy"] = ", ".join(
        f'"{one.name}";q={one.quota};w={one.window_s}' for one in policies
    )
    headers["ratelimit"] = f'"{tightest.name}";r={tightest.remaining};t={tightest.reset_s}'
