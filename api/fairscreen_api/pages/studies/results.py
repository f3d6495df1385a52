"""The results of a study on a page, and as files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from fairscreen.errors import FairscreenError
from fairscreen.experiment import write_judgements
from fairscreen.report.study_files import REPORT_FORMATS
from fairscreen.report.study_report import study_layout
from fairscreen.workflows.study_desk import find_study
from fairscreen.workflows.study_records import assignment_of, collected_judgements
from fairscreen.workflows.study_reports import result_file
from fairscreen.workflows.study_results import analyse_collected, deviations
from fairscreen_api.pages.studies.access import now, page, studies_of
from fairscreen_api.pages.studies.parts import page_parts

__all__ = ["MEDIA_TYPES", "download", "router"]

router = APIRouter(prefix="/studera/s")

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "toml": "application/toml",
}


@router.get("/{key}/resultat", response_class=HTMLResponse)
def results(request: Request, key: str) -> HTMLResponse:
    """The report as a page."""
    studies = studies_of(request)
    record = find_study(studies, key)
    if record.analysis is None:
        raise FairscreenError(
            "study-step", step="visa resultatet", detail="Studien är inte analyserad ännu."
        )
    result = analyse_collected(studies, record, now=now())
    layout = study_layout(result, deviations=deviations(studies, record))
    return page(
        "study-results.html", key=key, record=record, title=layout.title,
        parts=page_parts(layout.parts), formats=REPORT_FORMATS,
    )  # fmt: skip


@router.get("/{key}/fil/{name}")
def file(request: Request, key: str, name: str) -> Response:
    """A file of the study: ``rapport.<format>``, ``plan.toml``, judgements or assignment."""
    studies = studies_of(request)
    record = find_study(studies, key)
    stem, _, format = name.partition(".")
    if name == "plan.toml":
        return download(record.design.encode(), name)
    if name == "bedomningar.csv" and record.state == "closed":
        rows = collected_judgements(studies, record)
        return download(write_judgements(rows, format="excel-csv"), name)
    if name == "lottning.json" and record.state == "closed":
        return download(assignment_of(record).to_json().encode(), name)
    if stem == "rapport" and format in REPORT_FORMATS and record.analysis is not None:
        result = analyse_collected(studies, record, now=now())
        noted = deviations(studies, record)
        return download(result_file(result, format, deviations=noted), name)  # type: ignore[arg-type]
    raise HTTPException(404)


def download(data: bytes, name: str) -> Response:
    """A file to save, never to be shown in place."""
    format = name.rpartition(".")[2]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=MEDIA_TYPES[format], headers=headers)
