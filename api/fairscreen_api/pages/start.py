"""The start page: three doors."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from fairscreen_api.rendering import render

__all__ = ["router"]

router = APIRouter()


@router.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse)
def start() -> HTMLResponse:
    """What a person can do here."""
    return HTMLResponse(render("start.html"), headers={"Cache-Control": "no-cache"})
