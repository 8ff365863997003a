"""The addresses of earlier services, kept for their clients.

Every route translates words onto what `/api` does; a rule of its own has no place here.
"""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from pixmill.accounts.service import SignedIn
from pixmill.assets.asset import Asset
from pixmill.ratelimit.rules import RouteClass
from pixmill.transform.negotiation import accepts_image
from pixmill.web.credentials import Provided, Retriever, Transformer, Uploader, Visitor
from pixmill.web.links import Links, links_of
from pixmill.web.openapi import (
    TRANSFORM_BODY,
    UPLOAD_BODY,
    picture_responses,
    problems,
    signed_in_problems,
)
from pixmill.web.pictures import PictureResponse
from pixmill.web.routes.assets import (
    AssetDetails,
    ListParameters,
    add_page_headers,
    details_of,
    query_of,
    take_in,
)
from pixmill.web.routes.auth import Credentials, Session, session_of, sign_in, sign_up
from pixmill.web.routes.pictures import (
    RenditionDetails,
    picture_of,
    recipe_parameters,
    rendition_details,
    transform,
)

router = APIRouter(tags=["earlier services"])

_VISITOR = Depends(Visitor(RouteClass.ACCESS))


class UserWithToken(Session):
    """The user object of the earlier services: the user's own fields, with a token beside them."""

    id: str
    username: str
    message: str


class ImageDetails(AssetDetails):
    """An image of the earlier services."""

    metadata: dict[str, object] = Field(description="The facts of the file once more, together.")


class UploadedImage(ImageDetails):
    """An image that was just taken in."""

    message: str


class ImageList(BaseModel):
    """A page of images."""

    items: list[ImageDetails]
    page: int
    limit: int
    total: int
    pages: int


class TransformedImage(RenditionDetails):
    """The transformed image of the earlier services."""

    metadata: dict[str, object] = Field(description="The facts of the file once more, together.")


@router.post(
    "/register", status_code=201, responses=problems(400, 403, 409, 415), dependencies=[_VISITOR]
)
@router.post(
    "/auth/register",
    status_code=201,
    responses=problems(400, 403, 409, 415),
    dependencies=[_VISITOR],
)
async def register_user(credentials: Credentials, services: Provided) -> UserWithToken:
    """Make an account and log in."""
    signed_in = await sign_up(credentials, services)
    return _user_of(signed_in, message="User registered successfully")


@router.post("/login", responses=problems(400, 401, 415))
@router.post("/auth/login", responses=problems(400, 401, 415))
async def login_user(
    credentials: Credentials, request: Request, services: Provided
) -> UserWithToken:
    """Log in."""
    return _user_of(await sign_in(credentials, request, services), message="Login successful")


@router.post(
    "/images",
    status_code=201,
    responses=signed_in_problems(400, 403, 409, 413, 415, 507),
    openapi_extra=UPLOAD_BODY,
)
@router.post(
    "/images/upload",
    status_code=201,
    responses=signed_in_problems(400, 403, 409, 413, 415, 507),
    openapi_extra=UPLOAD_BODY,
)
async def upload_image(
    request: Request, response: Response, *, caller: Uploader, services: Provided
) -> UploadedImage:
    """Upload one picture."""
    links = links_of(request, services)
    asset = await take_in(request, caller, services)
    response.headers["location"] = links.asset(asset.id)
    image = _image_of(asset, links).model_dump()
    return UploadedImage.model_validate({**image, "message": "Image uploaded and saved"})


@router.get("/images", responses=signed_in_problems())
async def list_images(
    request: Request,
    response: Response,
    *,
    parameters: Annotated[ListParameters, Query()],
    caller: Retriever,
    services: Provided,
) -> ImageList:
    """List the caller's pictures."""
    page = await services.assets.find(caller, query_of(parameters))
    links = links_of(request, services)
    add_page_headers(response, f"{links.base}{request.url.path}", page=page, parameters=parameters)
    return ImageList(
        items=[_image_of(asset, links) for asset in page.items],
        page=page.page,
        limit=page.limit,
        total=page.total,
        pages=page.pages,
    )


@router.post(
    "/images/{image_id}/transform",
    responses=signed_in_problems(400, 404, 413, 415),
    openapi_extra=TRANSFORM_BODY,
)
async def transform_image(
    image_id: str,
    document: Annotated[object, Body()],
    request: Request,
    *,
    caller: Transformer,
    services: Provided,
) -> TransformedImage:
    """Transform a picture and return the details of the result."""
    record = await transform(image_id, document, caller, services=services)
    details = rendition_details(record, links_of(request, services)).model_dump()
    names = ("width", "height", "frames", "format", "content_type", "bytes", "created_at")
    metadata = {name: details[name] for name in names}
    return TransformedImage.model_validate({**details, "metadata": metadata})


@router.head("/images/{image_id}", response_model=None, include_in_schema=False)
@router.get("/images/{image_id}", response_model=ImageDetails, responses=picture_responses(400))
async def get_image(
    image_id: str, request: Request, response: Response, *, caller: Retriever, services: Provided
) -> ImageDetails | PictureResponse:
    """Return the details, or the picture itself when the request asks for one."""
    asset = await services.assets.get(caller, image_id)
    wants_picture = any(True for _ in recipe_parameters(request))
    if wants_picture or accepts_image(request.headers.get("accept")):
        return await picture_of(asset, request, caller, services=services)
    response.headers["vary"] = "Accept, Authorization"
    return _image_of(asset, links_of(request, services))


def _user_of(signed_in: SignedIn, *, message: str) -> UserWithToken:
    session = session_of(signed_in)
    return UserWithToken(
        **session.model_dump(),
        id=session.user.id,
        username=session.user.username,
        message=message,
    )


def _image_of(asset: Asset, links: Links) -> ImageDetails:
    details = details_of(asset, links).model_dump()
    names = (
        *("original_name", "format", "content_type", "width", "height", "frames", "orientation"),
        *("has_alpha", "bytes", "sha256", "tags", "created_at"),
    )
    metadata = {name: details[name] for name in names}
    return ImageDetails.model_validate({**details, "metadata": metadata})
