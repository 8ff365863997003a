"""Whether the process lives, and whether it can work: asked by whoever runs it."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from pixmill.web.credentials import Provided
from pixmill.web.openapi import problems

router = APIRouter(prefix="/health", tags=["health"])


class Health(BaseModel):
    """A good answer; a bad one is a problem document."""

    status: Literal["ok"] = "ok"


@router.get("/live", summary="Does the process live?", operation_id="isLive")
async def is_live() -> Health:
    """Answer without touching anything that could be slow or broken."""
    return Health()


@router.get("/ready", summary="Can it work?", operation_id="isReady", responses=problems())
async def is_ready(services: Provided) -> Health:
    """Ask the database and the engine."""
    await services.check_ready()
    return Health()
