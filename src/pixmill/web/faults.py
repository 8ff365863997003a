"""Translating what the framework objects to into errors of ours."""

from collections.abc import Sequence
from typing import Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pixmill.errors import PixmillError
from pixmill.web.error_edge import internal_error
from pixmill.web.errors import (
    InvalidRequest,
    MalformedJSON,
    MethodNotAllowed,
    RouteNotFound,
    UnsupportedMediaType,
)
from pixmill.web.problems import problem_response

_PLACES: Final = {"body", "query", "path", "header", "cookie"}
_MOST_FAULTS: Final = 20


async def answer_error(request: Request, error: Exception) -> Response:
    """Answer with the document for an error of ours."""
    if not isinstance(error, PixmillError):
        raise error
    return problem_response(error, scope=request.scope)


async def answer_invalid_request(request: Request, error: Exception) -> Response:
    """Answer a request whose body or parameters the framework could not read."""
    if not isinstance(error, RequestValidationError):
        raise error
    found = [
        {"field": _field(fault["loc"]), "message": str(fault["msg"]), "type": str(fault["type"])}
        for fault in error.errors()[:_MOST_FAULTS]
    ]
    first = found[0]
    if first["type"] == "json_invalid":
        position = error.errors()[0]["loc"][-1]
        message = f"The body is not JSON: it breaks at character {position}."
        return problem_response(MalformedJSON(message), scope=request.scope)
    if _is_body_of_another_kind(request, error):
        message = "The body of this request is JSON: Content-Type application/json."
        refusal = UnsupportedMediaType(message, field="Content-Type")
        return problem_response(refusal, scope=request.scope)
    message = f"{first['field']}: {first['message']}." if first["field"] else first["message"]
    return problem_response(
        InvalidRequest(message, field=first["field"] or None),
        scope=request.scope,
        errors=[{"field": fault["field"], "message": fault["message"]} for fault in found],
    )


async def answer_http_exception(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses by a bare status."""
    if not isinstance(error, HTTPException):
        raise error
    response = problem_response(_translated(request, error), scope=request.scope)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def answer_unforeseen(request: Request, _error: Exception) -> Response:
    """Answer an error nobody foresaw; the outer edge logs it."""
    return problem_response(internal_error(), scope=request.scope)


def _translated(request: Request, error: HTTPException) -> PixmillError:
    # The framework hides what went wrong while it read the body behind a 400.
    if isinstance(error.__cause__, PixmillError):
        return error.__cause__
    match error.status_code:
        case 404:
            return RouteNotFound(f"Nothing lives at {request.url.path[:200]}.")
        case 405:
            return MethodNotAllowed(f"{request.method} is no method of this address.")
        case 400:
            return MalformedJSON("The body is not JSON.")
        case _:
            return InvalidRequest(str(error.detail))


def _field(location: Sequence[object]) -> str:
    parts = list(location)
    if parts and parts[0] in _PLACES:
        parts = parts[1:]
    return ".".join(str(part) for part in parts)


def _is_body_of_another_kind(request: Request, error: RequestValidationError) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = kind == "application/json" or kind.endswith("+json")
    return isinstance(error.body, bytes) and bool(error.body) and not is_json
