"""``/v1/ads``: a review as a file, two versions compared, and many ads followed over time."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from fairscreen import workflows
from fairscreen.ads import AdDiff, Portfolio, aggregate
from fairscreen.errors import FairscreenError
from fairscreen.report import (
    MEDIA_TYPES,
    Output,
    ad_diff_output,
    ad_review_output,
    portfolio_output,
    portfolio_xlsx,
    suffix_of,
)
from fairscreen.settings import Employer
from fairscreen_api.downloads import attachment
from fairscreen_api.followed import check_table
from fairscreen_api.forms import AdDraft, Lang, own_name, read_ad_form
from fairscreen_api.problems import ERRORS
from fairscreen_api.uploads import read_many_form
from fairscreen_api.v1.ads import CheckRequest

__all__ = ["router"]

router = APIRouter(prefix="/v1/ads", tags=["ads"], responses=ERRORS)

MemoForm = Literal["docx", "pdf", "html", "txt"]
_NAMES = {"docx": "kommentarer", "memo": "underlag"}
_ANY_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {"application/octet-stream": {}}}
}


@router.post(
    "/output/{output}",
    summary="A review as a file",
    responses=_ANY_FILE,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/CheckRequest"}},
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "file": {"type": "string", "format": "binary"},
                            "text": {"type": "string"},
                            "lang": {"enum": ["auto", "sv", "en"]},
                            "employer": {"enum": ["municipality", "state", "region", "private"]},
                        },
                    }
                },
            },
        }
    },
)
async def output(request: Request, output: Output, form: MemoForm = "docx") -> Response:
    """The ad checked, as text, JSON, SARIF, web page, Word with comments, Excel or a memo.

    A text as JSON, or a file as a form. A Word file gets its comments in itself. ``form`` is the
    memo's. Nothing is stored.
    """
    draft = await _draft(request)
    checker = request.app.state.checker
    review = await checker.check(draft)
    source = draft.file.content if draft.file else None
    data = await checker.run(lambda: ad_review_output([review], output, source=source, form=form))
    stem = draft.file.name.rpartition(".")[0] if draft.file else "annons"
    name = f"{stem or 'annons'}-{_NAMES.get(output, 'granskning')}{suffix_of(output, form)}"
    return _file(data, form if output == "memo" else output, name)


async def _draft(request: Request) -> AdDraft:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        draft = await read_ad_form(request)
        if draft.file is None and not draft.text.strip():
            raise FairscreenError("ad-nothing-given")
        return draft
    from pydantic import ValidationError

    if kind != "application/json":
        raise FairscreenError("media-type", expected="application/json eller multipart/form-data")
    try:
        body = CheckRequest.model_validate_json(await request.body())
    except ValidationError as error:
        raise FairscreenError(
            "request-invalid", detail="Innehållet är inte JSON med fältet text."
        ) from error
    return AdDraft(text=body.text, lang=body.lang, employer=body.employer, published=body.published)


class DiffRequest(BaseModel):
    """Two versions of an ad."""

    model_config = ConfigDict(extra="forbid")

    old: str = Field(description="The text as it was.")
    new: str = Field(description="The text as it is now.")
    lang: Lang = "auto"
    employer: Employer | None = None


@router.post("/diff", summary="Compare two versions of an ad", response_model=AdDiff)
async def diff(
    request: Request,
    body: DiffRequest,
    format: Literal["json", "html", "docx", "pdf", "txt"] = "json",
) -> Response:
    """Findings gone, new and left; demands that changed level; parts and readability."""
    state = request.app.state

    def work() -> bytes:
        old, new = (
            workflows.check_text(
                text, lang=body.lang, employer=body.employer, settings=state.settings
            )
            for text in (body.old, body.new)
        )
        from fairscreen.ads import compare

        found = compare(old, new)
        return found.to_json().encode() if format == "json" else ad_diff_output(found, format)

    return _file(await state.checker.run(work), format, f"skillnad.{format}")


@router.post(
    "/portfolio",
    summary="Check a table of ads",
    response_model=Portfolio,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": ["file"],
                        "properties": {
                            "file": {
                                "type": "string",
                                "format": "binary",
                                "description": "csv, xlsx or jsonl with a column text; also "
                                "rubrik, publicerad, förvaltning and yrke.",
                            }
                        },
                    }
                }
            },
        }
    },
)
async def portfolio(
    request: Request,
    format: Literal["json", "xlsx", "html", "docx", "pdf"] = "json",
    keep_as: str | None = None,
) -> Response:
    """Shares and means per tertial, department and occupation.

    With ``keep_as`` the figures are kept under that name; never a text.
    """
    state = request.app.state
    name, content = await _table(request)
    figures, versions = await check_table(request, name, content)
    found = aggregate(figures, versions=versions)
    if keep_as:
        from fairscreen.workflows.portfolio import keep_in

        await state.checker.run(lambda: keep_in(state.store, found, keep_as))
    if format == "json":
        return _file(found.to_json().encode(), "json", "portfolj.json")
    if format == "xlsx":
        data = await state.checker.run(lambda: portfolio_xlsx(found, figures))
    else:
        data = await state.checker.run(lambda: portfolio_output(found, format))
    return _file(data, format, f"annonser-over-tid.{format}")


async def _table(request: Request) -> tuple[str, bytes]:
    form = await read_many_form(request)
    file = next(iter(form.files.get("file", [])), None)
    if file is None:
        raise FairscreenError("request-invalid", detail="Fältet file saknas.")
    return own_name(file[0]), file[1]


def _file(data: bytes, kind: str, name: str) -> Response:
    if kind in ("json", "text", "txt"):
        return Response(data, media_type=MEDIA_TYPES[kind])
    return attachment(data, kind, name)
