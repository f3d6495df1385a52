"""``/v1/experiments``: planning, leading and analysing studies.

A study is opened by the key that was told when it was made, sent as a bearer token.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from fairscreen.errors import FairscreenError
from fairscreen.experiment import Design, ReadingModel, to_json, write_table
from fairscreen.store import Studies, StudyRecord
from fairscreen.workflows import study_desk as desk
from fairscreen.workflows.studies import plan_study, power_table
from fairscreen.workflows.study_records import assignment_of, collected_judgements
from fairscreen.workflows.study_reports import result_file
from fairscreen.workflows.study_results import analyse_collected, deviations
from fairscreen.workflows.study_status import status_of
from fairscreen_api.pages.studies.access import now, studies_of
from fairscreen_api.pages.studies.results import MEDIA_TYPES
from fairscreen_api.problems import ERRORS, ErrorBody
from fairscreen_api.v1.experiment_bodies import (
    ApplicationBody,
    AssignmentBody,
    DeviationBody,
    GroupRow,
    LinkBody,
    LinksBody,
    NewStudyBody,
    PowerRequest,
    StudyBody,
)

__all__ = ["router"]

_MORE: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorBody, "description": "No such study for this key."},
    409: {"model": ErrorBody, "description": "The study is not at that step."},
}
router = APIRouter(prefix="/v1/experiments", tags=["experiments"], responses=ERRORS | _MORE)
_bearer = HTTPBearer(auto_error=False, description="The study's key, or a reader's link token.")


def opened(
    request: Request,
    id: str,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> StudyRecord:
    """The study of the path, when the key opens just that one."""
    record = desk.find_study(studies_of(request), credentials.credentials if credentials else "")
    if record.id != id:
        raise FairscreenError("study-key-invalid")
    return record


Opened = Annotated[StudyRecord, Depends(opened)]


def _studies(request: Request) -> Studies:
    return studies_of(request)


Shelf = Annotated[Studies, Depends(_studies)]


@router.post("/power", summary="What studies of some sizes can show")
def power(body: PowerRequest) -> Response:
    """`fairscreen.power/1`, by simulation. Nothing is stored."""
    if any(not 2 <= size <= 200 for size in body.readers):
        raise FairscreenError(
            "request-invalid", detail="Fältet readers ska ha tal från 2 till 200."
        )
    if body.shortlist is not None and body.shortlist >= body.applications:
        raise FairscreenError("request-invalid", detail="Fältet shortlist är för stort.")
    table = power_table(
        [(body.kind, size, body.applications) for size in body.readers],
        difference=body.difference, seed=body.seed, margin=body.margin,
        model=ReadingModel(shortlist=body.shortlist), replicates=body.replicates,
    )  # fmt: skip
    return _json(table)


@router.post("/plan", summary="What one design can show")
def plan(design: Design) -> Response:
    """`fairscreen.plan/1`. Nothing is stored."""
    return _json(plan_study(_unlocked(design), replicates=200)[1])


@router.post("", summary="Make a study", status_code=201, response_model=NewStudyBody)
def create(studies: Shelf, design: Design) -> Any:
    """Refused when no data could ever settle the question."""
    new = desk.create_study(studies, _unlocked(design), now=now())
    return NewStudyBody(id=new.id, key=new.key)


@router.get("/{id}", summary="Where a study stands", response_model=StudyBody)
def show(studies: Shelf, record: Opened) -> Any:
    """State, material, readers and how far each has come."""
    return StudyBody.of(record, status_of(studies, record))


@router.delete("/{id}", summary="Remove a study", status_code=204)
def remove(studies: Shelf, record: Opened) -> Response:
    """Removes the study and everything that belongs to it."""
    studies.remove(record.id)
    return Response(status_code=204)


@router.put("/{id}/design", summary="Change the plan", status_code=204)
def set_design(studies: Shelf, record: Opened, design: Design) -> Response:
    """Only until the plan is locked."""
    desk.set_plan(studies, record, _unlocked(design), now=now())
    return Response(status_code=204)


@router.post("/{id}/design/lock", summary="Lock the plan", response_model=StudyBody)
def lock(studies: Shelf, record: Opened) -> Any:
    """From here on the plan cannot be changed."""
    desk.lock_plan(studies, record, now=now())
    return _again(studies, record)


@router.put("/{id}/applications/{code}", summary="Add an application", status_code=204)
def put_application(studies: Shelf, record: Opened, code: str, body: ApplicationBody) -> Response:
    """Both versions of one application; the texts are sealed at once."""
    if not code.isalnum() or len(code) > 60:
        raise FairscreenError("study-material-name", name=code[:60])
    desk.add_applications(studies, record, "open", {code: body.open})
    desk.add_applications(studies, record, "anonymous", {code: body.blind})
    return Response(status_code=204)


@router.put("/{id}/groups", summary="Add the group table", status_code=204)
def put_groups(studies: Shelf, record: Opened, rows: list[GroupRow]) -> Response:
    """Which group each application belongs to; no reader sees it."""
    attributes = sorted({name for row in rows for name in row.groups})
    table = write_table(
        ["application", *attributes],
        [[row.application, *(row.groups.get(name, "") for name in attributes)] for row in rows],
    )
    desk.set_groups(studies, record, table, name="groups")
    return Response(status_code=204)


@router.post("/{id}/assignment", summary="Draw who reads what", response_model=LinksBody)
def draw(studies: Shelf, record: Opened, body: AssignmentBody) -> Any:
    """Done once. The readers' links are told only here."""
    links = desk.draw_readers(
        studies, record, now=now(), readers=body.readers, blocks=body.blocks, days=body.days,
        conflicts=[(pair.reader, pair.application) for pair in body.conflicts],
    )  # fmt: skip
    return LinksBody(links=[LinkBody.of(link) for link in links])


@router.get("/{id}/assignment", summary="The draw")
def assignment(record: Opened) -> Response:
    """`fairscreen.assignment/1`, when the reading is closed."""
    _need_closed(record)
    return Response(assignment_of(record).to_json(), media_type="application/json")


@router.post("/{id}/readers/{code}/link", summary="A new link", response_model=LinkBody)
def renew(studies: Shelf, record: Opened, code: str) -> Any:
    """The reader's old link stops working."""
    return LinkBody.of(desk.renew_link(studies, record, code, now=now()))


@router.delete("/{id}/readers/{code}/link", summary="Revoke a link", status_code=204)
def revoke(studies: Shelf, record: Opened, code: str) -> Response:
    """What the reader has judged stays."""
    desk.revoke_link(studies, record, code, now=now())
    return Response(status_code=204)


@router.post("/{id}/readers/{code}/reopen", summary="Open a list again", status_code=204)
def reopen(studies: Shelf, record: Opened, code: str) -> Response:
    """Lets a reader change a list that was handed in."""
    desk.reopen_list(studies, record, code, now=now())
    return Response(status_code=204)


@router.post("/{id}/close", summary="End the reading", response_model=StudyBody)
def close(studies: Shelf, record: Opened) -> Any:
    """No more judgements are taken."""
    desk.close_reading(studies, record, now=now())
    return _again(studies, record)


@router.get("/{id}/judgements", summary="The judgements")
def judgements(studies: Shelf, record: Opened) -> Response:
    """The last judgement of each pair, when the reading is closed."""
    _need_closed(record)
    rows = [
        {
            "reviewer": j.reviewer, "application": j.application,
            "arm": ("open", "anonymous")[j.arm], "shortlisted": j.shortlisted, "scores": j.scores,
            "recognised": j.recognised, "guesses": j.guesses, "time": j.time,
        }
        for j in collected_judgements(studies, record)
    ]  # fmt: skip
    return _json({"schema": "fairscreen.judgements/1", "judgements": rows})


@router.post("/{id}/deviations", summary="Note a deviation", status_code=204)
def deviation(studies: Shelf, record: Opened, body: DeviationBody) -> Response:
    """Shown in the report, with its time."""
    desk.note_deviation(studies, record, body.text, now=now())
    return Response(status_code=204)


@router.post("/{id}/analysis", summary="Analyse")
def analyse(studies: Shelf, record: Opened) -> Response:
    """`fairscreen.analysis/1`; made once, after the reading."""
    return _json(analyse_collected(studies, record, now=now()))


@router.get("/{id}/report", summary="The report as a file", response_class=Response)
def report(
    studies: Shelf, record: Opened, format: Literal["html", "docx", "pdf", "xlsx", "json"] = "html"
) -> Response:
    """The same report as on the page."""
    if record.analysis is None:
        raise FairscreenError(
            "study-step", step="hämta rapporten", detail="Studien är inte analyserad ännu."
        )
    result = analyse_collected(studies, record, now=now())
    data = result_file(result, format, deviations=deviations(studies, record))
    headers = {"Content-Disposition": f'attachment; filename="rapport.{format}"'}
    return Response(data, media_type=MEDIA_TYPES[format], headers=headers)


@router.delete("/{id}/material", summary="Purge the material", status_code=204)
def purge(studies: Shelf, record: Opened) -> Response:
    """Removes texts, groups and links. The plan, the judgements and the results stay."""
    studies.purge(record.id, now=now())
    return Response(status_code=204)


def _again(studies: Studies, record: StudyRecord) -> StudyBody:
    changed = studies.get(record.id)
    assert changed is not None
    return StudyBody.of(changed, status_of(studies, changed))


def _unlocked(design: Design) -> Design:
    return design.model_copy(update={"lock": None})


def _need_closed(record: StudyRecord) -> None:
    if record.state != "closed":
        raise FairscreenError(
            "study-step", step="hämta bedömningarna", detail="Läsningen är inte avslutad."
        )


def _json(body: dict[str, Any]) -> Response:
    return Response(to_json(body), media_type="application/json")
