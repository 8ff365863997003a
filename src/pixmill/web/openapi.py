"""What the OpenAPI document says beyond the shapes of routes: problems, pictures and forms."""

from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from pixmill.transform.formats import CAPABILITIES
from pixmill.web.problems import MEDIA_TYPE


class FieldFault(BaseModel):
    """One of several faults of a request."""

    field: str
    message: str


class ProblemDocument(BaseModel):
    """A problem document (RFC 9457)."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(examples=["/problems/asset_not_found"])
    title: str = Field(examples=["No such asset"])
    status: int = Field(examples=[404])
    detail: str = Field(description="What is wrong here, with the value at fault.")
    code: str = Field(description="Stable; programs may rely on it.", examples=["asset_not_found"])
    action: str = Field(description="What the reader can do about it.")
    field: str | None = Field(default=None, description="Dotted path of the field at fault.")
    errors: list[FieldFault] | None = Field(default=None, description="Every fault found.")
    instance: str | None = Field(default=None, description="The address that was asked.")
    request_id: str | None = Field(default=None, description="Tell it to the operator.")


Responses = dict[int | str, dict[str, object]]
"""Documented answers of a route, as FastAPI takes them."""

_MEANINGS: Final = {
    400: "The body cannot be read.",
    401: "Nobody, or an expired or unknown token.",
    403: "The caller's role does not allow it.",
    404: "There is no such thing, or it is someone else's.",
    405: "The address knows other methods.",
    406: "No format that the client accepts.",
    409: "The name is taken.",
    413: "Too many bytes, pixels or frames.",
    415: "Not a picture, a format that is not read, or the wrong kind of body.",
    416: "The range lies outside the picture.",
    422: "A field is missing, unknown or makes no sense; the problem names it.",
    429: "Asked too often; Retry-After says when to come back.",
    500: "An error on our side.",
    503: "Overloaded or stopping; Retry-After says when to come back.",
    507: "No room left.",
}


def problems(*statuses: int) -> Responses:
    """Describe the problems a route answers with, beside those that every route can have."""
    return {status: _problem(status) for status in sorted({*statuses, 422, 429, 500, 503})}


def signed_in_problems(*statuses: int) -> Responses:
    """Describe the problems of a route that is only for signed-in users."""
    return problems(401, *statuses)


def picture_responses(*statuses: int) -> Responses:
    """Describe a route that answers with a picture in one of the formats."""
    content = {
        known.media_type: {"schema": {"type": "string", "format": "binary"}}
        for known in CAPABILITIES.values()
    }
    return {
        200: {"description": "The picture.", "content": content},
        206: {"description": "The part of it that Range asked for.", "content": content},
        304: {"description": "The client's copy is still good."},
        **signed_in_problems(404, 406, 416, *statuses),
    }


UPLOAD_BODY: Final[dict[str, object]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "The picture; the field may have any name.",
                        },
                        "title": {"type": "string", "maxLength": 200},
                        "public_id": {"type": "string", "maxLength": 255},
                        "tags": {"type": "string", "description": "Separated by commas."},
                    },
                }
            }
        },
    }
}
"""The form of an upload: it streams, so the framework does not know it."""

TRANSFORM_BODY: Final[dict[str, object]] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "oneOf": [
                        {"type": "object", "additionalProperties": True},
                        {"type": "array", "items": {"type": "object"}},
                    ]
                },
                "examples": {
                    "object": {
                        "summary": "In the fixed order of operations",
                        "value": {
                            "resize": {"width": 800},
                            "rotate": 90,
                            "filters": {"grayscale": True},
                            "format": "webp",
                        },
                    },
                    "list": {
                        "summary": "In an order of one's own",
                        "value": [{"op": "rotate", "angle": 90}, {"op": "resize", "width": 800}],
                    },
                },
            }
        },
    }
}
"""A recipe: a dialect reads it, so the framework does not know it."""


def _problem(status: int) -> dict[str, object]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": _MEANINGS[status], "content": {MEDIA_TYPE: {"schema": schema}}}


def problem_schemas() -> tuple[dict[str, object], dict[str, object]]:
    """Return the schema of a problem document, and those it refers to by name."""
    schema = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    return schema, definitions
