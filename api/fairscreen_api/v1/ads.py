"""``/v1/ads``: checking and rewriting an ad's text or file."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from fairscreen import workflows
from fairscreen.ads import AdReview, AdRewrite, CompetenceDraft
from fairscreen.errors import FairscreenError
from fairscreen.settings import Employer
from fairscreen_api.forms import AdDraft, Lang, read_ad_form
from fairscreen_api.problems import ERRORS

__all__ = ["router"]

router = APIRouter(prefix="/v1/ads", tags=["ads"], responses=ERRORS)


class CheckRequest(BaseModel):
    """An ad's text to check."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        description="The draft. Offsets in the answer are code points into exactly this text.",
        examples=["Vi söker en undersköterska.\n\nDu har B-körkort."],
    )
    lang: Lang = Field("auto", description="`auto` detects the language of the text.")
    employer: Employer | None = Field(
        None, description="Kind of employer; decides which law is cited. Default: the setting."
    )
    published: date | None = Field(
        None, description="Day of publication; the time to apply is counted from it."
    )


_FORM: dict[str, Any] = {
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
                            "description": "txt, md, html, docx, odt, or pdf with a text layer.",
                        },
                        "lang": {"enum": ["auto", "sv", "en"], "default": "auto"},
                        "employer": {"enum": ["municipality", "state", "region", "private"]},
                    },
                }
            }
        },
    }
}


@router.post("/check", summary="Check an ad's text", response_model=AdReview)
async def check(request: Request, body: CheckRequest) -> Response:
    """Findings, requirements, missing parts and readability of one ad. Nothing is stored."""
    draft = AdDraft(
        text=body.text, lang=body.lang, employer=body.employer, published=body.published
    )
    return _answer(await request.app.state.checker.check(draft))


@router.post(
    "/check-file", summary="Check an ad in a file", response_model=AdReview, openapi_extra=_FORM
)
async def check_file(request: Request) -> Response:
    """As `/v1/ads/check`, for a file. Offsets are into the answer's `text`."""
    draft = await read_ad_form(request)
    if draft.file is None:
        raise FairscreenError("request-invalid", detail="Fältet file saknas.")
    return _answer(await request.app.state.checker.check(draft))


@router.post(
    "/competences", summary="Draft competences from an ad's text", response_model=CompetenceDraft
)
async def competences(request: Request, body: CheckRequest) -> Response:
    """Three or four competences that the ad asks for, each with one structured question and rating
    anchors from 1 to 5: a draft for the requirement profile, in Swedish. Nothing is stored.
    """
    checker, settings = request.app.state.checker, request.app.state.settings
    draft = await checker.run(
        lambda: workflows.draft_competences(
            body.text, lang=body.lang, employer=body.employer, settings=settings
        )
    )
    return Response(draft.to_json(), media_type="application/json")


@router.post("/rewrite", summary="Rewrite an ad's text", response_model=AdRewrite)
async def rewrite(request: Request, body: CheckRequest) -> Response:
    """The ad with the safe suggestions applied, each change, and what the check says of levels,
    facts, address and headings. Nothing is stored.
    """
    checker, settings = request.app.state.checker, request.app.state.settings
    result = await checker.run(
        lambda: workflows.rewrite_text(
            body.text, lang=body.lang, employer=body.employer, settings=settings
        )
    )
    return Response(result.to_json(), media_type="application/json")


@router.post(
    "/rewrite-file", summary="Rewrite an ad in a file", response_model=AdRewrite,
    openapi_extra=_FORM,
)  # fmt: skip
async def rewrite_file(request: Request) -> Response:
    """As `/v1/ads/rewrite`, for a file. The answer is the file's text, without its layout."""
    draft = await read_ad_form(request)
    file, settings = draft.file, request.app.state.settings
    if file is None:
        raise FairscreenError("request-invalid", detail="Fältet file saknas.")
    result = await request.app.state.checker.run(
        lambda: workflows.rewrite_file(
            file.content, name=file.name, lang=draft.lang, employer=draft.employer,
            settings=settings,
        )
    )  # fmt: skip
    return Response(result.to_json(), media_type="application/json")


def _answer(review: AdReview) -> Response:
    # Serialised once, by the review itself: the same bytes as the command line prints.
    return Response(review.to_json(), media_type="application/json")
