"""One applicant's documents side by side with their blind copies, and what a person decides."""

from __future__ import annotations

import re
import time
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from fairscreen.errors import FairscreenError
from fairscreen.store import RecruitmentRecord
from fairscreen.workflows import recruitments as desk
from fairscreen.workflows.blinding import BlindApplication, BlindFile, Edit, Mask
from fairscreen_api.pages.blinding.access import (
    CATEGORIES,
    HOME,
    answered,
    found,
    page,
    recruitments_of,
    to,
)
from fairscreen_api.uploads import ManyForm, read_many_form

__all__ = ["pieces", "router"]

router = APIRouter(prefix=HOME)
_PLACE = re.compile(r"(\d{1,4})-(\d{1,7})-(\d{1,7})\Z")
_PATIENCE_S = 20.0


@router.api_route("/{link}/granska/{code}", methods=["GET", "HEAD"], response_class=HTMLResponse)
def show(request: Request, link: str, code: str) -> HTMLResponse:
    """Original and copy side by side, the least sure masks first in the list."""
    return _page(request, link, found(request, link), code)


@router.post("/{link}/granska/{code}")
async def decide(request: Request, link: str, code: str) -> Response:
    """Take a person's decisions and make the copies anew."""
    form = await read_many_form(request)

    def work() -> Response:
        record = found(request, link)
        made = _application(request, record, code)
        edits = _edits(form, made)
        everywhere = [edit for edit in edits if edit.action == "all" and form.has("everyone")]
        store = recruitments_of(request)
        if everywhere:
            desk.decide(store, record, "*", everywhere)
        own = [edit for edit in edits if edit not in everywhere]
        if own:
            desk.decide(store, record, code, own)
        request.app.state.jobs.wake()
        _wait(request, record, code)
        return to(link, path=f"/granska/{code}")

    return await answered(
        work, lambda error: _page(request, link, found(request, link), code, error=error)
    )


def _wait(request: Request, record: RecruitmentRecord, code: str) -> None:
    """Until the copies are made anew, so that the page shows them; not for ever."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        task = recruitments_of(request).task(record.id, code)
        if task is None or task.state == "done":
            return
        time.sleep(0.1)


def _application(request: Request, record: RecruitmentRecord, code: str) -> BlindApplication:
    task = recruitments_of(request).task(record.id, code)
    if task is None:
        raise FairscreenError("recruitment-code-unknown", candidate=code[:20])
    if record.state != "running" or task.result is None:
        raise FairscreenError(
            "recruitment-step", step="granska", why="Kopiorna är inte gjorda, eller redan släppta"
        )
    return BlindApplication.from_dict(task.result)


def _edits(form: ManyForm, made: BlindApplication) -> list[Edit]:
    """What was changed on the page."""
    edits: list[Edit] = []
    shown = {value for value in form.all("show") if _PLACE.match(value)}
    alike = form.text("alike", "yes") == "yes"
    masks = {
        f"{number}-{mask.start}-{mask.end}": (number, mask)
        for number, file in enumerate(made.files)
        for mask in file.masks
    }
    words = {masks[place][1].text.casefold() for place in shown if place in masks}
    for place, (number, mask) in masks.items():
        if place in shown or (alike and mask.text.casefold() in words):
            edits.append(Edit("keep", number, mask.start, mask.end))
            continue
        category = form.text(f"category-{place}")
        if category in CATEGORIES and category != mask.category:
            edits.append(Edit("hide", number, mask.start, mask.end, category))
    for value in form.all("hide-again"):
        if match := _PLACE.match(value):
            number, start, end = map(int, match.groups())
            edits.append(Edit("hide", number, start, end))
    wanted = set(form.all("hide-suggested"))
    for number, file in enumerate(made.files):
        for mask in file.suggestions:
            if _place(number, mask) in wanted:
                edits.append(Edit("hide", number, mask.start, mask.end, mask.category))
    phrase = form.text("phrase")
    if phrase:
        category = form.text("phrase-category")
        edits.append(
            Edit(
                "all", category=category if category in CATEGORIES else "name", phrase=phrase[:300]
            )
        )
    return edits


def _page(
    request: Request,
    link: str,
    record: RecruitmentRecord,
    code: str,
    *,
    error: FairscreenError | None = None,
) -> HTMLResponse:
    made = _application(request, record, code)
    task = recruitments_of(request).task(record.id, code)
    assert task is not None
    kept = [edit for edit in task.edits or () if edit["action"] == "keep"]
    codes = recruitments_of(request).codes(record.id)
    at = codes.index(code)
    return page(
        "blinding-application.html", error.http_status if error else 200, link=link,
        home=f"{HOME}/{link}", record=record, candidate=code, error=error,
        waiting=task.state != "done",
        files=[_file(number, file, kept) for number, file in enumerate(made.files)],
        categories=CATEGORIES, before=codes[at - 1] if at else None,
        after=codes[at + 1] if at + 1 < len(codes) else None,
    )  # fmt: skip


def _file(number: int, file: BlindFile, kept: list[dict[str, Any]]) -> dict[str, Any]:
    rows = sorted(enumerate(file.masks, 1), key=lambda row: (row[1].score, row[0]))
    return {
        "number": number,
        "kind": file.kind,
        "source": file.source,
        "status": file.status,
        "error": file.error,
        "warnings": file.warnings,
        "original": pieces(file, number),
        "blind": file.blind,
        "rows": [
            {"place": f"{number}-{mask.start}-{mask.end}", "n": n, "mask": mask} for n, mask in rows
        ],
        "suggestions": [
            {"place": _place(number, mask), "mask": mask}
            for mask in sorted(file.suggestions, key=lambda mask: -mask.score)
        ],
        "shown": [
            {
                "place": f"{number}-{edit['start']}-{edit['end']}",
                "text": file.text[edit["start"] : edit["end"]],
            }
            for edit in kept
            if edit["file"] == number
        ],
    }


def pieces(file: BlindFile, number: int) -> list[dict[str, Any]]:
    """The original in pieces: plain words, and masked words with the number of their row."""
    out: list[dict[str, Any]] = []
    at = 0
    for n, mask in enumerate(file.masks, 1):
        out.append({"text": file.text[at : mask.start], "mask": None})
        out.append({"text": mask.text, "mask": mask, "n": n, "place": _place(number, mask)})
        at = mask.end
    out.append({"text": file.text[at:], "mask": None})
    return out


def _place(number: int, mask: Mask) -> str:
    return f"{number}-{mask.start}-{mask.end}"
