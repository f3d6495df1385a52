"""What the pages of studies share: the store behind them, the clock, and how a page is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.store import Studies
from fairscreen_api.rendering import render

__all__ = ["back_to", "in_thread", "megabytes", "now", "page", "studies_of", "try_step"]

T = TypeVar("T")


def studies_of(request: Request) -> Studies:
    """The installation's studies."""
    return request.app.state.studies  # type: ignore[no-any-return]


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def page(template: str, code: int = 200, **values: Any) -> HTMLResponse:
    """A page that no cache keeps."""
    return HTMLResponse(render(template, **values), code)


def back_to(address: str) -> Response:
    """Send the browser to ``address`` with GET, so that a reload sends nothing again."""
    return RedirectResponse(address, 303)


async def in_thread(work: Callable[[], T]) -> T:
    """Run ``work`` beside the event loop."""
    return await run_in_threadpool(work)


async def try_step(
    work: Callable[[], object], done: Callable[[], Response],
    failed: Callable[[FairscreenError], Response],
) -> Response:  # fmt: skip
    """Run a step; ``done`` answers when it went well, ``failed`` tells what can be mended."""

    def step() -> FairscreenError | None:
        try:
            work()
        except FairscreenError as error:
            if error.http_status >= 500:
                raise
            return error
        return None

    problem = await in_thread(step)
    return await in_thread(done if problem is None else lambda: failed(problem))


def megabytes(settings: Settings) -> str:
    """The largest upload, as it is told."""
    return f"{settings.max_file_mb:g}".replace(".", ",")
