"""The page of the person who leads a study: one step after the other, from plan to results.

The address holds the study's key, so the pages send no referrer beyond their origin and are kept by
no cache. Readers' links are shown once, when they are made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from fairscreen.errors import FairscreenError
from fairscreen.store import StudyRecord
from fairscreen.workflows import study_desk as desk
from fairscreen.workflows.study_material import texts_by_code
from fairscreen.workflows.study_results import analyse_collected, deviations
from fairscreen.workflows.study_status import status_of
from fairscreen_api.pages.studies.access import (
    back_to,
    in_thread,
    megabytes,
    now,
    page,
    studies_of,
    try_step,
)
from fairscreen_api.uploads import ManyForm, read_many_form

__all__ = ["router"]

router = APIRouter(prefix="/studera/s")


@router.api_route("/{key}", methods=["GET", "HEAD"], response_class=HTMLResponse)
def overview(request: Request, key: str) -> HTMLResponse:
    """Where the study stands and what comes next."""
    return _study_page(request, key)


@router.post("/{key}/ansokningar")
async def add_applications(request: Request, key: str) -> Response:
    """Take open and blind versions of applications."""
    form = await read_many_form(request)

    def step(record: StudyRecord) -> None:
        settings = request.app.state.settings
        sent = {
            version: texts_by_code(form.files[name], settings=settings)
            for name, version in (("open", "open"), ("blind", "anonymous"))
            if form.files.get(name)
        }
        if not sent:
            raise FairscreenError("study-material-empty")
        for version, texts in sent.items():
            desk.add_applications(studies_of(request), record, version, texts)  # type: ignore[arg-type]

    return await _step(request, key, step, field="open", anchor="underlag")


@router.post("/{key}/tom")
async def drop_applications(request: Request, key: str) -> Response:
    """Take away all applications, to begin again."""

    def step(record: StudyRecord) -> None:
        desk.drop_applications(studies_of(request), record)

    return await _step(request, key, step, anchor="underlag")


@router.post("/{key}/grupper")
async def set_groups(request: Request, key: str) -> Response:
    """Take the group table."""
    form = await read_many_form(request)

    def step(record: StudyRecord) -> None:
        chosen = form.files.get("groups")
        if not chosen:
            raise FairscreenError("study-table-empty", name="det du valde")
        name, data = chosen[0]
        desk.set_groups(studies_of(request), record, data, name=name)

    return await _step(request, key, step, field="groups", anchor="underlag")


@router.post("/{key}/las-planen")
async def lock(request: Request, key: str) -> Response:
    """Lock the plan."""

    def step(record: StudyRecord) -> None:
        desk.lock_plan(studies_of(request), record, now=now())

    return await _step(request, key, step, anchor="lotta")


@router.post("/{key}/lotta", response_class=HTMLResponse)
async def draw(request: Request, key: str) -> Response:
    """Draw who reads what, and show the readers' links this once."""
    form = await read_many_form(request)
    made: list[desk.ReaderLink] = []

    def step(record: StudyRecord) -> None:
        readers, blocks = _readers(form.text("readers"))
        made.extend(
            desk.draw_readers(
                studies_of(request), record, now=now(), readers=readers, blocks=blocks,
                conflicts=_conflicts(form.text("conflicts")), days=_days(form),
            )
        )  # fmt: skip

    return await _step(
        request, key, step, field="readers", done=lambda: _links_page(request, key, made)
    )


@router.post("/{key}/lank", response_class=HTMLResponse)
async def change_link(request: Request, key: str) -> Response:
    """Give a reader a new link, revoke the link, or open a handed-in list again."""
    form = await read_many_form(request)
    made: list[desk.ReaderLink] = []
    code, action = form.text("reader"), form.text("action")

    def step(record: StudyRecord) -> None:
        studies = studies_of(request)
        if action == "renew":
            made.append(desk.renew_link(studies, record, code, now=now(), days=_days(form)))
        elif action == "revoke":
            desk.revoke_link(studies, record, code, now=now())
        elif action == "reopen":
            desk.reopen_list(studies, record, code, now=now())

    def done() -> Response:
        if made:
            return _links_page(request, key, made)
        return back_to(f"/studera/s/{key}#lasning")

    return await _step(request, key, step, done=done)


@router.post("/{key}/avsluta")
async def close(request: Request, key: str) -> Response:
    """End the reading."""

    def step(record: StudyRecord) -> None:
        desk.close_reading(studies_of(request), record, now=now())

    return await _step(request, key, step, anchor="resultat")


@router.post("/{key}/avvikelse")
async def deviation(request: Request, key: str) -> Response:
    """Note a deviation from the plan."""
    form = await read_many_form(request)

    def step(record: StudyRecord) -> None:
        desk.note_deviation(studies_of(request), record, form.text("deviation"), now=now())

    return await _step(request, key, step, field="deviation", anchor="avvikelser")


@router.post("/{key}/analysera")
async def analyse(request: Request, key: str) -> Response:
    """Make the one analysis."""

    def step(record: StudyRecord) -> None:
        analyse_collected(studies_of(request), record, now=now())

    return await _step(request, key, step, done=lambda: back_to(f"/studera/s/{key}/resultat"))


@router.post("/{key}/gallra")
async def purge(request: Request, key: str) -> Response:
    """Remove texts, groups and links now, or the whole study."""
    form = await read_many_form(request)
    whole = form.text("what") == "study"

    def step(record: StudyRecord) -> None:
        if not form.text("sure"):
            raise FairscreenError("study-not-confirmed")
        if whole:
            studies_of(request).remove(record.id)
        else:
            studies_of(request).purge(record.id, now=now())

    return await _step(
        request, key, step, field="sure", anchor="gallring",
        done=(lambda: page("study-removed.html")) if whole else None,
    )  # fmt: skip


async def _step(
    request: Request,
    key: str,
    work: Callable[[StudyRecord], object],
    *,
    field: str | None = None,
    anchor: str = "",
    done: Callable[[], Response] | None = None,
) -> Response:
    record = await in_thread(lambda: desk.find_study(studies_of(request), key))
    return await try_step(
        lambda: work(record),
        done or (lambda: back_to(f"/studera/s/{key}" + (f"#{anchor}" if anchor else ""))),
        lambda error: _study_page(request, key, error=error, field=field),
    )


def _study_page(
    request: Request, key: str, *, error: FairscreenError | None = None, field: str | None = None
) -> HTMLResponse:
    studies = studies_of(request)
    record = desk.find_study(studies, key)
    status = status_of(studies, record)
    return page(
        "study.html", error.http_status if error else 200, key=key, record=record, status=status,
        error=error, field=field, deviations=deviations(studies, record),
        limit=megabytes(request.app.state.settings), address=_address(request, f"/studera/s/{key}"),
        **_steps(record, status),
    )  # fmt: skip


def _steps(record: StudyRecord, status: Any) -> dict[str, Any]:
    missing = any(status.missing.values())
    material = status.pairs > 0 and not missing and status.groups is not None
    return {
        "has_material": material,
        "steps": [
            ("plan", "Planen är låst", record.state != "draft"),
            ("underlag", "Underlaget är på plats", material or record.assignment is not None),
            ("lotta", "Läsarna är lottade", record.assignment is not None),
            ("lasning", "Läsningen är avslutad", record.state == "closed"),
            ("resultat", "Studien är analyserad", record.analysed_at is not None),
        ],
    }


def _links_page(request: Request, key: str, links: list[desk.ReaderLink]) -> HTMLResponse:
    record = desk.find_study(studies_of(request), key)
    expires = {r.code: r.link_expires_at for r in studies_of(request).readers(record.id)}
    shown = [
        (link.code, _address(request, f"/las/{link.token}"), expires[link.code]) for link in links
    ]
    return page("study-links.html", key=key, record=record, links=shown)


def _address(request: Request, path: str) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{path}"


def _days(form: ManyForm) -> int:
    return min(max(form.whole("days") or 30, 1), 365)


def _readers(text: str) -> tuple[list[str], dict[str, str]]:
    """A reader a line: ``code`` or ``code; group``."""
    codes, blocks = [], {}
    for line in text.splitlines():
        code, _, block = (part.strip() for part in line.partition(";"))
        if code:
            codes.append(code[:60])
            if block:
                blocks[code[:60]] = block
    return codes, blocks


def _conflicts(text: str) -> list[tuple[str, str]]:
    """A pair a line: ``reader; application``."""
    pairs = []
    for line in text.splitlines():
        reader, _, application = (part.strip() for part in line.partition(";"))
        if reader or application:
            pairs.append((reader, application))
    return pairs
