"""The pictures themselves: originals, transformed on the way out, and renditions by fingerprint."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Annotated, Final

import msgspec
from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, Field

from pixmill.accounts.principal import Principal
from pixmill.assets.asset import Asset
from pixmill.bootstrap import Services
from pixmill.delivery.rendition import Original, Rendition, RenditionRecord
from pixmill.dialects.query import parse_query
from pixmill.dialects.rest import parse_recipe, to_document
from pixmill.transform.formats import CAPABILITIES, OutputFormat, natural_output
from pixmill.transform.negotiation import accepts, negotiate
from pixmill.transform.recipe import Recipe
from pixmill.web.conditional import Validators
from pixmill.web.credentials import Provided, Retriever, Transformer
from pixmill.web.links import Links, links_of
from pixmill.web.openapi import TRANSFORM_BODY, picture_responses, signed_in_problems
from pixmill.web.pictures import IMMUTABLE, REVALIDATE, Picture, PictureResponse

router = APIRouter(prefix="/api/assets/{asset_id}", tags=["pictures"])

DOWNLOAD: Final = "download"
"""The parameter that asks a browser to save the picture; it is none of the recipe."""

_BY_CALLER: Final = "Authorization"
_BY_ACCEPT: Final = "Accept, Authorization"


class RenditionDetails(BaseModel):
    """A transformed picture."""

    id: str = Field(description="Its fingerprint: the same request gives the same one.")
    asset_id: str
    url: str = Field(description="Where the picture is.")
    width: int
    height: int
    frames: int
    format: OutputFormat
    content_type: str
    bytes: int
    recipe: dict[str, object] = Field(description="What was asked, as JSON asks for it.")
    created_at: datetime


class RenditionList(BaseModel):
    """Every picture that was made of an asset and is still known."""

    items: list[RenditionDetails]


@router.head("/file", response_class=PictureResponse, include_in_schema=False)
@router.get(
    "/file",
    summary="Get the picture, transformed by parameters",
    status_code=200,
    operation_id="getFile",
    response_class=PictureResponse,
    responses=picture_responses(400),
)
async def get_file(
    asset_id: str, request: Request, *, caller: Retriever, services: Provided
) -> PictureResponse:
    """Answer with the original, or with what the query asks for, in a format the client accepts."""
    asset = await services.assets.get(caller, asset_id)
    return await picture_of(asset, request, caller, services=services)


@router.post(
    "/transform",
    summary="Transform a picture",
    operation_id="transformAsset",
    responses=signed_in_problems(400, 404, 413, 415),
    openapi_extra=TRANSFORM_BODY,
)
async def transform_asset(
    asset_id: str,
    document: Annotated[object, Body()],
    request: Request,
    *,
    caller: Transformer,
    services: Provided,
) -> RenditionDetails:
    """Make a picture and return where it is; a list of operations is applied in its own order."""
    record = await transform(asset_id, document, caller, services=services)
    return rendition_details(record, links_of(request, services))


@router.get(
    "/renditions",
    summary="List what was made of a picture",
    operation_id="listRenditions",
    responses=signed_in_problems(404),
)
async def list_renditions(
    asset_id: str, request: Request, *, caller: Retriever, services: Provided
) -> RenditionList:
    """Return the renditions of an asset, the latest first."""
    asset = await services.assets.get(caller, asset_id)
    links = links_of(request, services)
    records = await services.delivery.renditions(caller, asset)
    return RenditionList(items=[rendition_details(record, links) for record in records])


@router.head("/renditions/{fingerprint}", response_class=PictureResponse, include_in_schema=False)
@router.get(
    "/renditions/{fingerprint}",
    summary="Get a transformed picture",
    status_code=200,
    operation_id="getRendition",
    response_class=PictureResponse,
    responses=picture_responses(),
)
async def get_rendition(
    asset_id: str, fingerprint: str, request: Request, *, caller: Retriever, services: Provided
) -> PictureResponse:
    """Answer with a picture that was made before; it is made again if it was cleared away."""
    return await _answer(
        lambda: services.delivery.stored(caller, asset_id, fingerprint),
        request,
        cache_control=IMMUTABLE,
        vary=_BY_CALLER,
    )


async def transform(
    asset_id: str, document: object, caller: Principal, *, services: Services
) -> RenditionRecord:
    """Carry out the recipe in a JSON document; it may be wrapped in `transformations`."""
    field = ""
    if isinstance(document, dict) and set(document) == {"transformations"}:
        field, document = "transformations", document["transformations"]
    recipe = parse_recipe(document, field=field)
    asset = await services.assets.get(caller, asset_id)
    chosen = recipe.output.format or natural_output(asset.facts.format)
    transformed = await services.delivery.transform(caller, asset, recipe, chosen=chosen)
    return transformed.record


async def picture_of(
    asset: Asset, request: Request, caller: Principal, *, services: Services
) -> PictureResponse:
    """Answer with an asset's picture as the query and the Accept header ask for it."""
    recipe = parse_query(recipe_parameters(request))
    accept = request.headers.get("accept")
    if recipe.is_empty and asset.can_be_shown and accepts(accept, asset.media_type):
        return await _answer(
            lambda: services.delivery.original(caller, asset),
            request,
            cache_control=REVALIDATE,
            vary=_BY_ACCEPT,
        )
    chosen = recipe.output.format or _negotiated(asset, accept)
    vary = _BY_CALLER if recipe.output.format else _BY_ACCEPT
    return await _answer(
        lambda: services.delivery.picture(caller, asset, recipe, chosen=chosen),
        request,
        cache_control=REVALIDATE,
        vary=vary,
    )


def recipe_parameters(request: Request) -> Iterable[tuple[str, str]]:
    """Return the parameters of a request that are, or should be, those of a recipe."""
    return [(name, value) for name, value in request.query_params.multi_items() if name != DOWNLOAD]


def rendition_details(record: RenditionRecord, links: Links) -> RenditionDetails:
    """Return a rendition as clients see it."""
    return RenditionDetails(
        id=record.fingerprint,
        asset_id=record.asset_id,
        url=links.rendition(record.asset_id, record.fingerprint),
        width=record.width,
        height=record.height,
        frames=record.frames,
        format=record.format,
        content_type=CAPABILITIES[record.format].media_type,
        bytes=record.bytes,
        recipe=_document_of(record.recipe),
        created_at=record.created_at,
    )


def _document_of(recipe: str) -> dict[str, object]:
    try:
        return dict(to_document(msgspec.json.decode(recipe, type=Recipe)))
    except msgspec.ValidationError:
        return {}  # of another release, whose operations are not ours


def _negotiated(asset: Asset, accept: str | None) -> OutputFormat:
    natural = natural_output(asset.facts.format)
    return negotiate(accept, natural=natural, animated=asset.facts.frames > 1)


async def _answer(
    find: Callable[[], Awaitable[Original | Rendition]],
    request: Request,
    *,
    cache_control: str,
    vary: str,
) -> PictureResponse:
    async def picture() -> Picture:
        file = await find()
        return Picture(
            path=file.path,
            size=file.bytes,
            media_type=file.media_type,
            validators=Validators(etag=file.etag, modified=file.created_at),
            cache_control=cache_control,
            vary=vary,
            name=file.file_name,
            is_download=DOWNLOAD in request.query_params,
        )

    return PictureResponse(await picture(), again=picture)
