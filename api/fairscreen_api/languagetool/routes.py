"""``POST /v2/check`` and ``GET /v2/languages``."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from fairscreen.errors import FairscreenError
from fairscreen_api.forms import AdDraft, Lang
from fairscreen_api.guards import extension_origin
from fairscreen_api.languagetool.annotated import AnnotatedText
from fairscreen_api.languagetool.answer import LANGUAGES, answer
from fairscreen_api.problems import ERRORS

__all__ = ["router"]

router = APIRouter(prefix="/v2", tags=["LanguageTool protocol"], responses=ERRORS)

_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["language"],
                    "properties": {
                        "text": {"type": "string", "description": "The text; this or `data`."},
                        "data": {
                            "type": "string",
                            "description": "JSON with `annotation`: a list of `text` and "
                            "`markup` (with `interpretAs`).",
                        },
                        "language": {
                            "type": "string",
                            "description": "`sv`, `sv-SE`, `en`, `en-GB`, `en-US` or `auto`.",
                        },
                        "enabledRules": {"type": "string", "description": "Ids, comma between."},
                        "disabledRules": {"type": "string"},
                        "enabledCategories": {"type": "string"},
                        "disabledCategories": {"type": "string"},
                        "enabledOnly": {"type": "string", "enum": ["true", "false"]},
                    },
                }
            }
        },
    }
}
_LISTS = ("enabledRules", "disabledRules", "enabledCategories", "disabledCategories")


@router.post("/check", summary="Check a text, as LanguageTool does", openapi_extra=_FORM)
async def check(request: Request) -> JSONResponse:
    """Findings as LanguageTool matches; places are UTF-16 code units into what was sent."""
    form = await _form(request)
    asked = form.get("language", "")
    lang = _language(asked)
    if form.get("data"):
        text = AnnotatedText.from_json(form["data"])
    elif "text" in form:
        text = AnnotatedText.plain(form["text"])
    else:
        raise FairscreenError("request-invalid", detail="Fältet text eller data saknas.")
    review = None
    # An editor sends empty paragraphs too; to it they are texts without faults.
    if any(letter.isalnum() for letter in text.text):
        review = await request.app.state.checker.check(AdDraft(text=text.text, lang=lang))
    wanted: dict[str, Any] = {
        name: {part.strip() for part in form.get(name, "").split(",") if part.strip()}
        for name in _LISTS
    }
    wanted["enabledOnly"] = form.get("enabledOnly", "").lower() in ("true", "yes")
    body = answer(review, text, asked=asked, wanted=wanted)
    return JSONResponse(body, headers=_cors(request))


@router.get("/languages", summary="Languages that can be checked")
async def languages(request: Request) -> JSONResponse:
    """Name, code and long code of each language."""
    return JSONResponse(list(LANGUAGES), headers=_cors(request))


async def _form(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise FairscreenError("media-type", expected="application/x-www-form-urlencoded")
    body = await request.body()
    try:
        fields = parse_qs(
            body.decode("utf-8"), keep_blank_values=True, max_num_fields=50, errors="strict"
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise FairscreenError("request-invalid", detail="Formuläret går inte att läsa.") from error
    return {name: values[-1] for name, values in fields.items()}


def _language(asked: str) -> Lang:
    code = asked.strip().lower().replace("_", "-").partition("-")[0]
    found: dict[str, Literal["auto", "sv", "en"]] = {"auto": "auto", "sv": "sv", "en": "en"}
    if code not in found:
        raise FairscreenError(
            "option-invalid", option="language", value="som skickades", choices="sv, en, auto"
        )
    return found[code]


def _cors(request: Request) -> dict[str, str]:
    origin = request.headers.get("origin", "")
    return {"Access-Control-Allow-Origin": origin} if extension_origin(origin) else {}
