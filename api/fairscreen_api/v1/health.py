"""``/healthz``: whether the service can do its work."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from fairscreen.ads import Versions

__all__ = ["router"]

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The service's state."""

    schema_: Literal["fairscreen.health/1"] = Field("fairscreen.health/1", alias="schema")
    status: Literal["ok", "degraded"]
    database: Literal["ok", "unreachable"]
    versions: Versions


@router.get(
    "/healthz",
    summary="Health and versions",
    response_model=Health,
    responses={503: {"model": Health, "description": "The database does not answer."}},
)
async def health(request: Request) -> Response:
    """200 when everything works, 503 when the database does not answer."""
    healthy = await run_in_threadpool(request.app.state.store.healthy)
    body = Health(
        status="ok" if healthy else "degraded",
        database="ok" if healthy else "unreachable",
        versions=request.app.state.checker.versions,
    )
    return Response(
        body.model_dump_json(by_alias=True),
        200 if healthy else 503,
        media_type="application/json",
    )
