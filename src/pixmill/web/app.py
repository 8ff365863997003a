"""The whole of Pixmill over HTTP, built from services that somebody else has opened."""

import re
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp
from typing_extensions import override

from pixmill import __version__
from pixmill.bootstrap import Services
from pixmill.errors import PixmillError
from pixmill.web.body_cap import BodyCap
from pixmill.web.error_edge import ErrorEdge
from pixmill.web.faults import (
    answer_error,
    answer_http_exception,
    answer_invalid_request,
    answer_unforeseen,
)
from pixmill.web.openapi import problem_schemas
from pixmill.web.rate_headers import RateHeaders
from pixmill.web.request_id import RequestId
from pixmill.web.routes import assets, auth, compatible, health, pages, pictures
from pixmill.web.security_headers import SecurityHeaders
from pixmill.web.unread_body import UnreadBody

_ABOUT: Final = (
    "Upload pictures, transform them in any combination, get them in the right size and format. "
    "Every error is a problem document (RFC 9457) with a stable `code`."
)


def create_app(services: Services) -> ASGIApp:
    """Build the application; it uses the services and never opens or closes them."""
    api = create_api(services)
    # From the inside out: each sees what the ones before it answer.
    app: ASGIApp = BodyCap(api)
    app = RateHeaders(app)
    app = ErrorEdge(app)
    app = SecurityHeaders(app)
    app = UnreadBody(app)
    return RequestId(app)


def create_api(services: Services) -> FastAPI:
    """Build the routes without what is wrapped around them."""
    api = _API(
        title="Pixmill",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        exception_handlers={
            PixmillError: answer_error,
            RequestValidationError: answer_invalid_request,
            HTTPException: answer_http_exception,
            Exception: answer_unforeseen,
        },
    )
    api.state.services = services
    for module in (auth, assets, pictures, compatible, health, pages):
        api.include_router(module.router)
    api.mount("/static", StaticFiles(directory=pages.STATIC))
    return api


class _API(FastAPI):
    """The framework's application, whose document knows problems too."""

    @override
    def openapi(self) -> dict[str, object]:
        if self.openapi_schema is None:
            document = super().openapi()
            schema, definitions = problem_schemas()
            document["components"]["schemas"].update({**definitions, "Problem": schema})
        return super().openapi()


def _operation_id(route: APIRoute) -> str:
    """Name an operation after its method and path, such as `postImagesUpload`."""
    words = [word for word in re.split(r"[^A-Za-z0-9]+", route.path) if word]
    method = min(route.methods or {"get"}).lower()
    return method + "".join(word[0].upper() + word[1:] for word in words)
