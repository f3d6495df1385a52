"""``/v1/experiments/analyse`` and ``/screening``: files in, results out. Nothing is stored."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from fairscreen.errors import FairscreenError
from fairscreen.experiment import to_json
from fairscreen.workflows.studies import analyse_study
from fairscreen.workflows.study_screening import screen_tables
from fairscreen_api.pages.studies.access import in_thread
from fairscreen_api.problems import ERRORS
from fairscreen_api.uploads import ManyForm, read_many_form

__all__ = ["router"]

router = APIRouter(prefix="/v1/experiments", tags=["experiments"], responses=ERRORS)


def _form(needed: list[str], fields: dict[str, str]) -> dict[str, Any]:
    properties: dict[str, Any] = {
        name: {"type": "string", "format": "binary", "description": text}
        for name, text in fields.items()
    }
    properties["reference"] = {"type": "string", "description": "Group to compare with."}
    schema = {"type": "object", "required": needed, "properties": properties}
    content = {"multipart/form-data": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/analyse", summary="Analyse a study from files",
    openapi_extra=_form(["judgements"], {
        "judgements": "Table reviewer,application,arm,shortlisted,…",
        "groups": "Table application,attribute,…", "design": "The locked design, TOML.",
        "assignment": "The stored draw, JSON or CSV.",
    }),
)  # fmt: skip
async def analyse(request: Request) -> Response:
    """`fairscreen.analysis/1`, as `fairscreen experiment analyse --format json` prints it."""
    form = await read_many_form(request)
    given = {name: _file(form, name) for name in ("groups", "design", "assignment")}
    judgements = _file(form, "judgements")
    if judgements is None:
        raise FairscreenError("request-invalid", detail="Fältet judgements saknas.")
    result = await in_thread(lambda: analyse_study(judgements, **given))
    return Response(to_json(result), media_type="application/json")


@router.post(
    "/screening", summary="Adverse impact of one selection step",
    openapi_extra=_form(["table"], {
        "table": "Table application,shortlisted and attributes, or without the attributes.",
        "groups": "Table application,attribute,… when they stand apart.",
    }),
)  # fmt: skip
async def screening(request: Request) -> Response:
    """`fairscreen.screening/1`, as `fairscreen experiment screening --format json` prints it."""
    form = await read_many_form(request)
    tables = [file for file in (_file(form, "table"), _file(form, "groups")) if file is not None]
    if not tables:
        raise FairscreenError("request-invalid", detail="Fältet table saknas.")
    result = await in_thread(lambda: screen_tables(tables, reference=form.text("reference")))
    return Response(to_json(result), media_type="application/json")


def _file(form: ManyForm, name: str) -> tuple[str, bytes] | None:
    files = form.files.get(name)
    return files[0] if files else None
