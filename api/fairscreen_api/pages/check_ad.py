"""*Granska en annons*: the form, and the answer to it.

The answer comes straight from the form's POST and is never stored, so there is no address to come
back to; the text stays in the page, ready to be changed and checked again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from fairscreen.ads import AdReview
from fairscreen.errors import FairscreenError
from fairscreen.report import words
from fairscreen.report.marking import mark
from fairscreen.settings import Settings
from fairscreen_api.forms import AdDraft, read_ad_form
from fairscreen_api.pages.dropped import grouped
from fairscreen_api.rendering import render

__all__ = ["router"]

router = APIRouter()

ADDRESS = "/granska"


@router.api_route(ADDRESS, methods=["GET", "HEAD"], response_class=HTMLResponse)
def empty_form(request: Request) -> HTMLResponse:
    """The empty form. It may be kept by the browser, so that *Back* brings the text back."""
    page = _form_page(AdDraft(), request.app.state.settings)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


@router.post(ADDRESS, response_class=HTMLResponse)
async def check(request: Request) -> HTMLResponse:
    """The review of what was pasted or chosen; with an error, the form with the text kept."""
    settings: Settings = request.app.state.settings
    draft = await read_ad_form(request)
    # A form field's line breaks travel as CR LF; the text was typed with plain ones.
    draft = replace(draft, text=draft.text.replace("\r\n", "\n"))
    try:
        _refuse_unclear(draft)
        review = await request.app.state.checker.check(draft)
    except FairscreenError as error:
        if error.http_status >= 500:
            raise
        return HTMLResponse(_form_page(draft, settings, error), error.http_status)
    return HTMLResponse(
        await request.app.state.checker.run(lambda: review_page(review, draft, settings))
    )


def review_page(review: AdReview, draft: AdDraft, settings: Settings) -> str:
    """The page that shows ``review``, with the text ready to be changed."""
    levels = Counter(finding.level for finding in review.findings)
    return render(
        "review.html",
        review=review,
        lines=mark(review.text, review.findings, main=review.language),
        counts={level: levels[level] for level in words.LEVEL},
        absent=sum(not part.present for part in review.missing),
        dropped_groups=grouped(review.dropped),
        **_form_values(replace(draft, text=review.text), settings),
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
