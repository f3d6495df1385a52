"""The page of one recruitment: files, grouping, copies, release, what may be fetched, weeding."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from fairscreen.anonymise.key import read_key, read_log
from fairscreen.anonymise.key.log import log_path
from fairscreen.errors import FairscreenError
from fairscreen.store import RecruitmentRecord
from fairscreen.workflows import recruitments as desk
from fairscreen_api.pages.blinding.access import (
    HOME,
    address_of,
    answered,
    found,
    now,
    page,
    recruitments_of,
    settings_of,
    to,
)
from fairscreen_api.uploads import read_many_form

__all__ = ["file_answer", "overview_page", "router"]

router = APIRouter(prefix=HOME)
_NUMBER = re.compile(r"[0-9]{1,6}\Z")
_A_PAGE = 200  # rows of a list that are shown at a time


@router.api_route("/{link}", methods=["GET", "HEAD"], response_class=HTMLResponse)
def overview(request: Request, link: str, sida: str = "") -> HTMLResponse:
    """Where the recruitment stands and what comes next."""
    return overview_page(request, link, number=int(sida) if _NUMBER.match(sida) else 1)


@router.get("/{link}/lage")
def state(request: Request, link: str) -> JSONResponse:
    """How many copies are done, for the page that waits."""
    done, total = recruitments_of(request).progress(found(request, link).id)
    return JSONResponse({"done": done, "total": total})


@router.post("/{link}/filer")
async def add_files(request: Request, link: str) -> Response:
    """Take files, zips and the table of applicants."""
    form = await read_many_form(request)

    def step(record: RecruitmentRecord) -> Response:
        store, settings = recruitments_of(request), settings_of(request)
        for name, data in form.files.get("table", [])[:1]:
            desk.set_applicants(store, record, name, data)
        files = form.files.get("files", [])
        if not files and not form.files.get("table"):
            raise FairscreenError("recruitment-empty")
        refused = desk.add_files(store, record, files, settings=settings) if files else []
        if refused:
            return overview_page(request, link, refused=refused)
        return to(link, "filer")

    return await _step(request, link, step, field="files")


@router.post("/{link}/gruppering")
async def regroup(request: Request, link: str) -> Response:
    """Say whose the files are."""
    form = await read_many_form(request)

    def step(record: RecruitmentRecord) -> Response:
        numbers = {}
        for name, values in form.fields.items():
            id, value = name.removeprefix("fil-"), values[-1].strip()
            if name.startswith("fil-") and id.isdecimal() and value.isdecimal():
                numbers[int(id)] = int(value[:6])
        desk.regroup(recruitments_of(request), record, numbers)
        shown = form.whole("sida") or 1
        return to(link, "gruppering", path=f"?sida={shown}" if shown > 1 else "")

    return await _step(request, link, step)


@router.post("/{link}/starta")
async def start(request: Request, link: str) -> Response:
    """Draw the codes and let the copies be made."""

    def step(record: RecruitmentRecord) -> Response:
        desk.start(recruitments_of(request), record, settings=settings_of(request))
        request.app.state.jobs.wake()
        return to(link, "kopior")

    return await _step(request, link, step)


@router.post("/{link}/slapp")
async def release(request: Request, link: str) -> Response:
    """Let the copies go."""
    form = await read_many_form(request)

    def step(record: RecruitmentRecord) -> Response:
        if not form.has("sure"):
            raise FairscreenError("recruitment-not-confirmed")
        desk.release(
            recruitments_of(request), record, settings=settings_of(request), now=now(),
            who=form.text("who"),
        )  # fmt: skip
        return to(link, "hamta")

    return await _step(request, link, step, field="sure")


@router.get("/{link}/kopior.zip")
def copies(request: Request, link: str) -> Response:
    """The released copies."""
    record = found(request, link)
    return file_answer(desk.copies(recruitments_of(request), record), "kopior.zip")


@router.get("/{link}/nyckel")
def key(request: Request, link: str) -> Response:
    """The key file, sealed."""
    path = desk.key_path(settings_of(request), found(request, link))
    return file_answer(read_key(path).path.read_bytes(), "nyckel.key")


@router.get("/{link}/logg")
def log(request: Request, link: str) -> Response:
    """The key's log."""
    path = log_path(desk.key_path(settings_of(request), found(request, link)))
    return file_answer(path.read_bytes() if path.exists() else b"", "nyckel.key.log")


@router.post("/{link}/gallra")
async def purge(request: Request, link: str) -> Response:
    """Remove the recruitment."""
    form = await read_many_form(request)

    def step(record: RecruitmentRecord) -> Response:
        if not form.has("gallra-sure"):
            raise FairscreenError("recruitment-not-confirmed")
        desk.purge(
            recruitments_of(request), record, settings=settings_of(request),
            reason=form.text("gallra-reason"), who=form.text("who"),
        )  # fmt: skip
        return page("blinding-removed.html")

    return await _step(request, link, step, field="gallra-reason")


def file_answer(data: bytes, name: str) -> Response:
    """A file to keep."""
    kind = "application/zip" if name.endswith(".zip") else "application/octet-stream"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=kind, headers=headers)


async def _step(
    request: Request,
    link: str,
    work: Callable[[RecruitmentRecord], Response],
    *,
    field: str | None = None,
) -> Response:
    return await answered(
        lambda: work(found(request, link)),
        lambda error: overview_page(request, link, error=error, field=field),
    )


def overview_page(
    request: Request,
    link: str,
    *,
    error: FairscreenError | None = None,
    field: str | None = None,
    refused: list[tuple[str, FairscreenError]] | None = None,
    number: int = 1,
) -> HTMLResponse:
    """The recruitment's page, with what went wrong if something did.

    ``number``: which part of a long list of files or applicants is shown.
    """
    store, settings = recruitments_of(request), settings_of(request)
    record = found(request, link)
    seen = desk.overview(store, record)
    files = desk.grouped(store, record) if record.state == "draft" else []
    codes = store.codes(record.id, done=True) if record.state == "running" else []
    parts = max(1, -(-max(len(files), len(codes)) // _A_PAGE))
    number = min(max(number, 1), parts)
    here = slice((number - 1) * _A_PAGE, number * _A_PAGE)
    shown = [task for code in codes[here] if (task := store.task(record.id, code))]
    path = desk.key_path(settings, record)
    return page(
        "blinding.html", error.http_status if error else 200, link=link, home=f"{HOME}/{link}",
        record=record, seen=seen, error=error, field=field, refused=refused or [],
        files=files[here], number=number, parts=parts, all_files=len(files),
        guesses=sum(file.rule == "guess" for file in files),
        has_table=seen.has_table, applications=[desk.application_of(task) for task in shown],
        all_applications=len(codes),
        least={task.code: _least_sure(task.result) for task in shown},
        address=address_of(request, link), limit=f"{settings.max_batch_mb:g}",
        **_key_values(path), steps=_steps(record, seen),
    )  # fmt: skip


def _key_values(path: Path) -> dict[str, Any]:
    """What the page shows of the key; a damaged one must not take the page with it."""
    values: dict[str, Any] = {"log": [], "two": False, "broken": []}
    try:
        values["two"] = len(read_key(path).head["locks"]) == 2
    except FairscreenError as error:
        values["broken"].append(error)
    try:
        values["log"] = read_log(path)
    except FairscreenError as error:
        values["broken"].append(error)
    return values


def _least_sure(result: dict[str, Any] | None) -> float | None:
    scores = [mask["score"] for file in (result or {}).get("files", ()) for mask in file["masks"]]
    return min(scores, default=None)


def _steps(record: RecruitmentRecord, seen: desk.Overview) -> list[tuple[str, str, bool]]:
    begun = record.state != "draft"
    return [
        ("filer", "Filerna är inlagda", seen.files > 0),
        ("gruppering", "Koderna är utdelade", begun),
        ("kopior", "Kopiorna är gjorda", begun and seen.done == seen.total),
        ("slapp", "Kopiorna är släppta", record.state == "released"),
    ]
