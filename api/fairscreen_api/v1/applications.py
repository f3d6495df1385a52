"""``/v1/applications``: one application's text or file made blind, nothing stored."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from fairscreen.errors import FairscreenError
from fairscreen.workflows.applications import anonymise_upload
from fairscreen_api.problems import ERRORS
from fairscreen_api.uploads import read_many_form

__all__ = ["router"]

router = APIRouter(prefix="/v1/applications", tags=["applications"], responses=ERRORS)


class KnownBody(BaseModel):
    """What the applicant system knows of the applicant."""

    model_config = ConfigDict(extra="forbid")

    given_name: str = ""
    surname: str = ""
    email: str = ""
    phone: str = ""
    personnummer: str = ""


class AnonymiseRequest(BaseModel):
    """A text to make blind."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        description="Offsets in the answer are code points into exactly this text.",
        examples=["Jag heter Ada Åkerlind och är kock."],
    )
    lang: Literal["auto", "sv", "en"] = "auto"
    policy: str = Field("namn-alder-kon", description="A policy that comes with the program.")
    hide: list[str] = Field(default_factory=list, description="Categories to hide too.")
    show: list[str] = Field(default_factory=list, description="Categories to keep.")
    known: KnownBody | None = None


@router.post("/anonymise", summary="Make a text blind")
def anonymise(request: Request, body: AnonymiseRequest) -> Response:
    """The blind text and what was hidden where: schema ``fairscreen.spans/1``."""
    result = anonymise_upload(
        body.text, lang=body.lang, policy=body.policy, hide=body.hide, show=body.show,
        known=body.known.model_dump() if body.known else None,
        settings=request.app.state.settings,
    )  # fmt: skip
    return JSONResponse(result.to_dict())


_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "lang": {"enum": ["auto", "sv", "en"], "default": "auto"},
                        "policy": {"enum": ["namn-alder-kon", "alla-grunder", "maximal"]},
                        "hide": {"type": "string"},
                        "show": {"type": "string"},
                    },
                }
            }
        },
    }
}


@router.post("/anonymise-file", summary="Make a file's text blind", openapi_extra=_FORM)
async def anonymise_file(request: Request) -> Response:
    """As ``/anonymise``, for the text of a document of any kind that is read."""
    form = await read_many_form(request)
    files = form.files.get("file", [])
    if not files:
        raise FairscreenError("request-invalid", detail="Filen saknas.")
    name, data = files[0]
    lang = form.text("lang") or "auto"
    if lang not in ("auto", "sv", "en"):
        raise FairscreenError(
            "option-invalid", option="lang", value="som skickades", choices="auto, sv, en"
        )

    def work() -> Response:
        result = anonymise_upload(
            data, name=name.rpartition("/")[2], lang=lang,  # type: ignore[arg-type]
            policy=form.text("policy") or "namn-alder-kon",
            hide=form.text("hide").replace(",", " ").split(),
            show=form.text("show").replace(",", " ").split(),
            settings=request.app.state.settings,
        )  # fmt: skip
        return JSONResponse(result.to_dict())

    return await run_in_threadpool(work)
