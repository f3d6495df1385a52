"""Putting the application together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from fairscreen import __version__
from fairscreen.settings import Settings
from fairscreen.store import AdNotes, Recruitments, Studies, held_alone, open_seal, open_store
from fairscreen.workflows.choices import remembered
from fairscreen.workflows.recruitments import Jobs
from fairscreen_api import assets, languagetool, pages, problems, v1
from fairscreen_api.checking import Checker
from fairscreen_api.guards import BodyLimit, HostGuard, OriginGuard
from fairscreen_api.headers import SecurityHeaders
from fairscreen_api.logs import AccessLog
from fairscreen_api.retention import kept_in_time

__all__ = ["create_app"]

_DESCRIPTION = """\
Reviews job-ad drafts, blinds applications and studies selection, on this machine alone.

Offsets are Unicode code points into the `text` field of the same object, half-open.
Every failure has the shape `fairscreen.error/1`; its texts are Swedish, its `code` is permanent.
No text is logged or sent elsewhere. A checked ad is forgotten; what a study needs is kept encrypted
until its day of deletion.
"""


def create_app(settings: Settings | None = None, *, gallery: bool = False) -> FastAPI:
    """Make the service.

    Parameters
    ----------
    settings:
        ``None`` reads them from the environment.
    gallery:
        Also serve ``/_komponenter``, where every component is shown with its examples. For
        development and tests only.
    """
    settings = settings or Settings()
    app = FastAPI(
        title="fairscreen",
        version=__version__,
        description=_DESCRIPTION,
        license_info={"name": "MIT", "identifier": "MIT"},
        docs_url=None,  # both viewers load their scripts from other servers
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.checker = Checker(settings)
    app.include_router(v1.router)
    app.include_router(languagetool.router)
    app.include_router(pages.router)
    app.include_router(assets.router)
    if gallery:
        app.include_router(pages.gallery_router)
    problems.install(app)
    # Outermost last: the log sees every answer, and every answer gets the headers.
    app.add_middleware(BodyLimit, settings=settings)
    app.add_middleware(OriginGuard)
    app.add_middleware(HostGuard, settings=settings)
    app.add_middleware(problems.Incidents)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(AccessLog)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    # Two services on the same data would make every copy twice.
    with held_alone(app.state.settings.data), open_store(app.state.settings.data) as store:
        app.state.store = store
        app.state.checker.choices = remembered(AdNotes(store))
        app.state.studies = Studies(store, open_seal(app.state.settings.data))
        app.state.recruitments = Recruitments(store, open_seal(app.state.settings.data))
        app.state.jobs = Jobs(app.state.recruitments, app.state.settings)
        await app.state.checker.warm_up()
        app.state.jobs.start()
        try:
            async with kept_in_time(app.state.studies, app.state.recruitments, app.state.settings):
                yield
        finally:
            await run_in_threadpool(app.state.jobs.stop)
