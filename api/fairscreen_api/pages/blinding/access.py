"""What the pages of recruitments share: the store, the words, and how a step is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.store import RecruitmentRecord, Recruitments
from fairscreen.workflows import recruitments as desk
from fairscreen_api.rendering import render

__all__ = [
    "CATEGORIES",
    "HOME",
    "POLICIES",
    "address_of",
    "answered",
    "found",
    "now",
    "page",
    "recruitments_of",
    "settings_of",
    "to",
]

HOME = "/avidentifiera/r"

# The Swedish words of the pages; the first is what is chosen when nothing else is said.
POLICIES = (
    ("namn-alder-kon", "Namn, kontakt, ålder, kön och foto"),
    ("alla-grunder", "Alla sju diskrimineringsgrunder och familj"),
    ("maximal", "Allt som kan peka ut någon: även arbetsgivare, skolor och orter"),
)
CATEGORIES = {
    "name": "namn",
    "contact": "kontakt",
    "id": "personnummer",
    "age": "ålder",
    "gender": "kön",
    "family": "familj",
    "origin": "ursprung",
    "religion": "religion",
    "health": "hälsa",
    "sexuality": "sexualitet",
    "politics": "politik och fack",
    "photo": "foto",
}


def recruitments_of(request: Request) -> Recruitments:
    """The installation's recruitments."""
    return request.app.state.recruitments  # type: ignore[no-any-return]


def settings_of(request: Request) -> Settings:
    """The installation's settings."""
    return request.app.state.settings  # type: ignore[no-any-return]


def found(request: Request, link: str) -> RecruitmentRecord:
    """The recruitment of the address."""
    return desk.find_recruitment(recruitments_of(request), link)


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def address_of(request: Request, link: str) -> str:
    """The whole address of a recruitment's page, as it is told to be kept."""
    return f"{request.url.scheme}://{request.url.netloc}{HOME}/{link}"


def page(template: str, code: int = 200, **values: Any) -> HTMLResponse:
    """A page that no cache keeps."""
    return HTMLResponse(render(template, **values), code)


def to(link: str, anchor: str = "", path: str = "") -> Response:
    """Send the browser on with GET, so that a reload sends nothing again."""
    return RedirectResponse(f"{HOME}/{link}{path}" + (f"#{anchor}" if anchor else ""), 303)


async def answered(
    work: Callable[[], Response], failed: Callable[[FairscreenError], Response]
) -> Response:
    """Do a step beside the event loop; ``failed`` tells what can be mended."""

    def step() -> Response:
        try:
            return work()
        except FairscreenError as error:
            if error.http_status >= 500 or error.code == "recruitment-link-invalid":
                raise
            return failed(error)

    return await run_in_threadpool(step)
