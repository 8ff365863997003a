"""What people see in a browser: the start page, and descriptions of the API and of problems."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import FileResponse

from pixmill.web.errors import RouteNotFound
from pixmill.web.problems import PROBLEMS

STATIC: Final = Path(__file__).parents[1] / "static"

router = APIRouter()


class ProblemDescription(BaseModel):
    """One kind of problem, as its `type` address describes it."""

    code: str
    status: int
    title: str
    description: str
    action: str


@router.head("/", include_in_schema=False)
@router.get("/", include_in_schema=False)
async def start_page() -> FileResponse:
    """Show the start page."""
    return FileResponse(STATIC / "page" / "index.html")


@router.head("/docs", include_in_schema=False)
@router.get("/docs", include_in_schema=False)
async def api_page() -> FileResponse:
    """Show the API, to read and to try."""
    return FileResponse(STATIC / "swagger-ui" / "index.html")


@router.get(
    "/problems/{code}", tags=["problems"], summary="Explain a problem", operation_id="getProblem"
)
async def problem_page(code: str) -> ProblemDescription:
    """Explain what a code means and what to do about it."""
    for error, problem in PROBLEMS.items():
        if error.code == code:
            return ProblemDescription(
                code=code,
                status=problem.status,
                title=problem.title,
                description=(error.__doc__ or "").partition("\n\n")[0].strip(),
                action=error.action,
            )
    message = f"No problem has the code {code[:80]!r}."
    raise RouteNotFound(message)
