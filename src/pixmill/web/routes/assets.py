"""The catalogue: uploading pictures, listing them, changing what is said of them, deletion."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from pixmill.accounts.principal import Principal
from pixmill.assets.asset import Asset
from pixmill.assets.query import MAX_PAGE, MAX_PAGE_LIMIT, AssetQuery, AssetSort, Page
from pixmill.assets.service import UNCHANGED, AssetChanges
from pixmill.bootstrap import Services
from pixmill.transform.formats import SourceFormat
from pixmill.web.credentials import Provided, Retriever, Uploader
from pixmill.web.links import Links, links_of, page_links
from pixmill.web.multipart import ReceivedForm, receive_form
from pixmill.web.openapi import UPLOAD_BODY, signed_in_problems

router = APIRouter(prefix="/api/assets", tags=["assets"])


class AssetDetails(BaseModel):
    """An uploaded picture and what is known about it."""

    model_config = ConfigDict(title="Asset")

    id: str
    public_id: str = Field(description="The name it has in URLs, unique in its workspace.")
    title: str | None
    original_name: str | None = Field(description="The file's name on the uploader's machine.")
    url: str = Field(description="Where the picture itself is.")
    format: SourceFormat
    content_type: str
    width: int = Field(description="Pixels across, as a viewer sees the picture.")
    height: int = Field(description="Pixels down, as a viewer sees the picture.")
    frames: int
    orientation: int = Field(description="EXIF orientation; 1 is upright.")
    has_alpha: bool
    bytes: int
    sha256: str
    placeholder: str | None = Field(description="BlurHash.")
    palette: list[str] = Field(description="The colours that cover most, the foremost first.")
    tags: list[str]
    version: int
    created_at: datetime
    updated_at: datetime


class AssetList(BaseModel):
    """One page of pictures, and how many there are in all."""

    items: list[AssetDetails]
    page: int
    limit: int
    total: int
    pages: int


class ListParameters(BaseModel):
    """Which pictures, in what order, and which page of them."""

    model_config = ConfigDict(extra="forbid")

    page: int = Field(default=1, ge=1, le=MAX_PAGE)
    limit: int = Field(default=20, ge=1, le=MAX_PAGE_LIMIT)
    sort: AssetSort = Field(
        default=AssetSort.LATEST, description="A dash in front: the largest or latest first."
    )
    format: list[SourceFormat] = Field(default=[], description="One of these; may repeat.")
    tag: list[str] = Field(default=[], description="All of these; may repeat.")
    name: str | None = Field(
        default=None, description="Part of the title, the file's name or the public id."
    )
    created_after: AwareDatetime | None = None
    created_before: AwareDatetime | None = None
    min_bytes: int | None = Field(default=None, ge=0)
    max_bytes: int | None = Field(default=None, ge=0)


class AssetPatch(BaseModel):
    """New values; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = Field(default=None, description="null empties it.")
    public_id: str = ""
    tags: list[str] = Field(default=[], description="All tags; those left out are gone.")


@router.post(
    "",
    status_code=201,
    summary="Upload a picture",
    operation_id="uploadAsset",
    responses=signed_in_problems(400, 403, 409, 413, 415, 507),
    openapi_extra=UPLOAD_BODY,
)
async def upload_asset(
    request: Request, response: Response, *, caller: Uploader, services: Provided
) -> AssetDetails:
    """Take in a form with one file; its bytes are checked before they are kept."""
    links = links_of(request, services)
    asset = await take_in(request, caller, services)
    response.headers["location"] = links.asset(asset.id)
    return details_of(asset, links)


@router.get(
    "",
    summary="List pictures",
    operation_id="listAssets",
    responses=signed_in_problems(),
)
async def list_assets(
    request: Request,
    response: Response,
    *,
    parameters: Annotated[ListParameters, Query()],
    caller: Retriever,
    services: Provided,
) -> AssetList:
    """Return one page; the Link header leads to the others, X-Total-Count counts all."""
    page = await services.assets.find(caller, query_of(parameters))
    links = links_of(request, services)
    add_page_headers(response, f"{links.base}{request.url.path}", page=page, parameters=parameters)
    return list_of(page, links)


@router.get(
    "/{asset_id}",
    summary="Show a picture's details",
    operation_id="getAsset",
    responses=signed_in_problems(404),
)
async def get_asset(
    asset_id: str, request: Request, *, caller: Retriever, services: Provided
) -> AssetDetails:
    """Return what is known about a picture, by its id or public id."""
    return details_of(await services.assets.get(caller, asset_id), links_of(request, services))


@router.patch(
    "/{asset_id}",
    summary="Change title, tags or public id",
    operation_id="updateAsset",
    responses=signed_in_problems(400, 403, 404, 409, 415),
)
async def update_asset(
    asset_id: str, patch: AssetPatch, request: Request, *, caller: Retriever, services: Provided
) -> AssetDetails:
    """Change what people write about a picture; its bytes stay."""
    given = patch.model_fields_set
    changes = AssetChanges(
        title=patch.title if "title" in given else UNCHANGED,
        public_id=patch.public_id if "public_id" in given else UNCHANGED,
        tags=patch.tags if "tags" in given else UNCHANGED,
    )
    asset = await services.assets.update(caller, asset_id, changes=changes)
    return details_of(asset, links_of(request, services))


@router.delete(
    "/{asset_id}",
    status_code=204,
    summary="Delete a picture",
    operation_id="deleteAsset",
    responses=signed_in_problems(403, 404),
)
async def delete_asset(asset_id: str, caller: Retriever, services: Provided) -> None:
    """Delete a picture with everything that was made of it."""
    await services.assets.delete(caller, asset_id)


async def take_in(request: Request, caller: Principal, services: Services) -> Asset:
    """Receive the form of a request and keep its file."""
    async with services.ingest.receive(caller) as upload:
        form = await receive_form(request, upload.write, max_file_bytes=services.ingest.max_bytes)
        return await upload.finish(
            original_name=form.file_name,
            title=form.only("title"),
            public_id=form.only("public_id") or None,
            tags=_tags_of(form),
        )


def query_of(parameters: ListParameters) -> AssetQuery:
    """Return what the catalogue is asked for a list."""
    return AssetQuery(
        page=parameters.page,
        limit=parameters.limit,
        sort=parameters.sort,
        formats=tuple(parameters.format),
        tags=tuple(parameters.tag),
        name=parameters.name,
        created_after=parameters.created_after,
        created_before=parameters.created_before,
        min_bytes=parameters.min_bytes,
        max_bytes=parameters.max_bytes,
    )


def add_page_headers(
    response: Response, path: str, *, page: Page, parameters: ListParameters
) -> None:
    """Say where the other pages are and how much there is in all."""
    query = parameters.model_dump(mode="json", exclude_defaults=True, exclude={"page"})
    response.headers["link"] = page_links(path, query, page=page.page, pages=page.pages)
    response.headers["x-total-count"] = str(page.total)


def list_of(page: Page, links: Links) -> AssetList:
    """Return a page as clients see it."""
    return AssetList(
        items=[details_of(asset, links) for asset in page.items],
        page=page.page,
        limit=page.limit,
        total=page.total,
        pages=page.pages,
    )


def details_of(asset: Asset, links: Links) -> AssetDetails:
    """Return a picture's record as clients see it."""
    facts = asset.facts
    return AssetDetails(
        id=asset.id,
        public_id=asset.public_id,
        title=asset.title,
        original_name=asset.original_name,
        url=links.file(asset.id),
        format=facts.format,
        content_type=asset.media_type,
        width=facts.upright.width,
        height=facts.upright.height,
        frames=facts.frames,
        orientation=facts.orientation,
        has_alpha=facts.has_alpha,
        bytes=asset.bytes,
        sha256=asset.sha256,
        placeholder=asset.placeholder,
        palette=[f"#{colour[:6]}" for colour in asset.palette],
        tags=list(asset.tags),
        version=asset.version,
        created_at=asset.created_at,
        updated_at=asset.updated_at,
    )


def _tags_of(form: ReceivedForm) -> list[str]:
    given = [*form.every("tags"), *form.every("tags[]"), *form.every("tag")]
    return [tag for text in given for tag in text.split(",")]
