"""Two versions of an ad beside each other: what changed in words, findings and demands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from fairscreen.ads import compare
from fairscreen.errors import FairscreenError
from fairscreen.report.difference import ad_diff_layout
from fairscreen_api.forms import AdDraft, Upload, own_name
from fairscreen_api.pages.ads.desk import Desk, carried, read_desk
from fairscreen_api.pages.ads.review import text_of
from fairscreen_api.pages.ads.wording import differences
from fairscreen_api.pages.studies.parts import page_parts
from fairscreen_api.rendering import render

__all__ = ["router"]

router = APIRouter()


@router.post("/granska/skillnad", response_class=HTMLResponse)
async def difference(request: Request) -> HTMLResponse:
    """The page's text against an older one, pasted or in a file; and the way back to the ad."""
    desk = await read_desk(request)
    # Going back in the browser would bring the ad as it first came, not as it is now.
    shown: dict[str, Any] = {"carried": carried(desk), "error": None}
    try:
        shown |= await _compared(request, desk)
    except FairscreenError as error:
        if error.http_status >= 500:
            raise
        shown["error"] = error
        return HTMLResponse(render("ad-versions.html", **shown), error.http_status)
    return HTMLResponse(render("ad-versions.html", **shown))


async def _compared(request: Request, desk: Desk) -> dict[str, Any]:
    checker = request.app.state.checker
    old = await checker.check(_older(desk))
    new = await checker.check(text_of(desk))
    found = await checker.run(lambda: compare(old, new))
    return {
        "parts": page_parts(ad_diff_layout(found).parts),
        "changed": differences(old.text, new.text) if old.text != new.text else [],
        "lang": new.language,
        "older": old.file,
    }


def _older(desk: Desk) -> AdDraft:
    text = desk.form.text("aldre")
    file = next(iter(desk.form.files.get("aldre-fil", [])), None)
    if file is not None and text:
        raise FairscreenError("ad-two-sources")
    if file is None and not text:
        raise FairscreenError("ad-nothing-given")
    upload = None if file is None else Upload(own_name(file[0]), file[1])
    return replace(desk.draft, text=text, file=upload, document=None)
