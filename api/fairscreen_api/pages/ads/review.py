"""The form, the review it gives, and each step taken on the review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.store import AdNotes
from fairscreen.workflows.choices import remembered
from fairscreen_api.forms import AdDraft
from fairscreen_api.pages.ads.actions import Outcome, act
from fairscreen_api.pages.ads.desk import Desk, carried_limit, read_desk
from fairscreen_api.pages.ads.view import view
from fairscreen_api.rendering import render

__all__ = ["ADDRESS", "router"]

router = APIRouter()

ADDRESS = "/granska"


@router.api_route(ADDRESS, methods=["GET", "HEAD"], response_class=HTMLResponse)
def empty_form(request: Request) -> HTMLResponse:
    """The empty form. It may be kept by the browser, so that *Back* brings the text back."""
    page = _form_page(AdDraft(), request.app.state.settings)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


@router.post(ADDRESS, response_class=HTMLResponse)
async def check(request: Request) -> HTMLResponse:
    """The review of what was sent, after what its button asks for.

    With an error that a person can mend, the form with the text kept.
    """
    state = request.app.state
    desk = await read_desk(request)
    try:
        _refuse_unclear(desk.draft)
        outcome = Outcome(desk)
        if desk.action:
            notes = AdNotes(state.store)
            outcome = await state.checker.run(lambda: act(desk, state.settings, notes))
            state.checker.choices = await state.checker.run(lambda: remembered(notes))
        page = await _review_page(request, outcome)
    except FairscreenError as error:
        if error.http_status >= 500 or error.code == "request-invalid":
            raise
        return HTMLResponse(_form_page(desk.draft, state.settings, error), error.http_status)
    return HTMLResponse(page, 422 if outcome.error else 200)


async def _review_page(request: Request, outcome: Outcome) -> str:
    state = request.app.state
    desk = outcome.desk
    file = desk.draft.file
    document = file.name if file else desk.document
    review = await state.checker.check(replace(desk.draft, document=document))
    # What was typed since is part of the text now: the findings of this page are about it.
    desk = replace(desk.writing(review.text, desk.log), document=document)
    if not desk.origin:
        desk = replace(desk, origin=review.text)
    if file and file.name.lower().endswith(".docx"):
        fits = len(file.content) <= carried_limit(state.settings)
        desk = replace(desk, word=file if fits else None)
    outcome = replace(outcome, desk=desk)
    notes = AdNotes(state.store)
    return await state.checker.run(
        lambda: render(
            "review.html",
            **view(review, outcome, notes),
            **_form_values(desk.draft, state.settings),
        )
    )


def _refuse_unclear(draft: AdDraft) -> None:
    if draft.file is not None and draft.text.strip():
        raise FairscreenError("ad-two-sources")
    if draft.file is None and not draft.text.strip():
        raise FairscreenError("ad-nothing-given")


def _form_page(draft: AdDraft, settings: Settings, error: FairscreenError | None = None) -> str:
    about_file = error is not None and draft.file is not None and not draft.text.strip()
    field = None if error is None else "file" if about_file else "text"
    return render("check.html", error=error, field=field, **_form_values(draft, settings))


def _form_values(draft: AdDraft, settings: Settings) -> dict[str, Any]:
    limits = {
        "chars": settings.max_text_chars,
        "megabytes": settings.max_file_mb,
        "pages": settings.max_pages,
    }
    return {
        "draft": replace(draft, employer=draft.employer or settings.employer),
        "limits": limits,
    }


def text_of(desk: Desk) -> AdDraft:
    """The ad of a desk for a file or a comparison.

    Raises
    ------
    FairscreenError
        ``ad-nothing-given``.
    """
    if not desk.text.strip():
        raise FairscreenError("ad-nothing-given")
    return replace(desk.draft, file=None, document=desk.document)
