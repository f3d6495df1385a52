"""One selection step: a table in, a short report out. Nothing is kept."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from fairscreen.errors import FairscreenError
from fairscreen.report.screening_report import screening_layout
from fairscreen.workflows.study_reports import result_file
from fairscreen.workflows.study_screening import screen_tables
from fairscreen_api.pages.studies.access import in_thread, megabytes, page
from fairscreen_api.pages.studies.parts import page_parts
from fairscreen_api.pages.studies.results import download
from fairscreen_api.uploads import ManyForm, read_many_form

__all__ = ["router"]

router = APIRouter(prefix="/studera/urvalssteg")

_FILES = ("html", "docx", "pdf", "xlsx")


@router.api_route("", methods=["GET", "HEAD"], response_class=HTMLResponse)
def empty_form(request: Request) -> HTMLResponse:
    """The form."""
    return _form_page(request, "")


@router.post("", response_class=HTMLResponse)
async def screen(request: Request) -> Response:
    """The short report, on the page or as a file."""
    form = await read_many_form(request)
    try:
        return await in_thread(lambda: _answer(form))
    except FairscreenError as error:
        if error.http_status >= 500:
            raise
        return _form_page(request, form.text("reference"), error)


def _answer(form: ManyForm) -> Response:
    tables = [(name, data) for field in ("table", "groups") for name, data in
              form.files.get(field, [])[:1]]  # fmt: skip
    if not tables:
        raise FairscreenError("study-table-empty", name="det du valde")
    result = screen_tables(tables, reference=form.text("reference"))
    format = form.text("format")
    if format in _FILES:
        return download(result_file(result, format), f"urvalssteg.{format}")  # type: ignore[arg-type]
    layout = screening_layout(result)
    return page("study-screening-result.html", title=layout.title, parts=page_parts(layout.parts))


def _form_page(
    request: Request, reference: str, error: FairscreenError | None = None
) -> HTMLResponse:
    return page(
        "study-screening.html", error.http_status if error else 200, error=error,
        reference=reference, limit=megabytes(request.app.state.settings),
    )  # fmt: skip
