"""The planning wizard: what the study can and cannot show, before it starts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from fairscreen.errors import FairscreenError
from fairscreen.experiment import Design
from fairscreen.workflows.study_desk import create_study
from fairscreen.workflows.study_planning import plan_outlook
from fairscreen_api.pages.studies.access import back_to, in_thread, now, page, studies_of
from fairscreen_api.pages.studies.parts import page_parts
from fairscreen_api.pages.studies.plan_form import PlanFields, design_of_form
from fairscreen_api.uploads import read_many_form

__all__ = ["router"]

router = APIRouter()


@router.api_route("/studera", methods=["GET", "HEAD"], response_class=HTMLResponse)
def entry() -> HTMLResponse:
    """What can be done under *Studera*."""
    return page("study-start.html")


@router.api_route("/studera/planera", methods=["GET", "HEAD"], response_class=HTMLResponse)
def empty_plan() -> HTMLResponse:
    """The planning form."""
    return _form_page(PlanFields.fresh())


@router.post("/studera/planera", response_class=HTMLResponse)
async def try_plan(request: Request) -> Response:
    """What the plan can show; with ``action=create`` the study is made."""
    form = await read_many_form(request)
    fields = PlanFields.read(form)
    try:
        design, difference = design_of_form(fields)
        fields = replace(fields, seed=str(design.seed))
        if form.text("action") == "create":
            studies = studies_of(request)
            new = await in_thread(lambda: create_study(studies, design, now=now()))
            return back_to(f"/studera/s/{new.key}")
        return await in_thread(lambda: _outlook_page(fields, design, difference))
    except FairscreenError as error:
        if error.http_status >= 500:
            raise
        return _form_page(fields, error=error, status=error.http_status)


def _outlook_page(fields: PlanFields, design: Design, difference: float) -> HTMLResponse:
    from fairscreen.report.power_report import power_figure, power_grid
    from fairscreen.report.study_grids import to_table

    outlook = plan_outlook(design, difference=difference)
    parts = page_parts([power_figure(outlook["table"]), to_table(power_grid(outlook["table"]))])
    return _form_page(
        fields,
        outlook={
            "feasible": outlook["plan"]["feasible"],
            "notes": [note["sv"] for note in outlook["plan"]["notes"]],
            "parts": parts,
        },
    )


def _form_page(
    fields: PlanFields,
    *,
    outlook: dict[str, Any] | None = None,
    error: FairscreenError | None = None,
    status: int = 200,
) -> HTMLResponse:
    return page(
        "study-plan.html", status, plan=fields.values(), outlook=outlook, error=error,
        field=getattr(error, "field", "readers" if error else None),
    )  # fmt: skip
