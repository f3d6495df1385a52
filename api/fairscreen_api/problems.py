"""Failures turned into answers: ``fairscreen.error/1`` for programs, a Swedish page for people."""

from __future__ import annotations

import logging
import traceback
import uuid
from pathlib import Path
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import fairscreen
from fairscreen.errors import FairscreenError
from fairscreen_api.rendering import HERE, render

__all__ = ["ERRORS", "MANY_FILES", "ErrorBody", "Incidents", "error_response", "install"]

_logger = logging.getLogger("fairscreen.incidents")
_OURS = (str(HERE), str(Path(fairscreen.__file__).parent))
#: Where the applications of a whole recruitment are sent in.
MANY_FILES = ("/avidentifiera/r/", "/v1/batches")
_PROGRAM_PATHS = ("/v1", "/v2", "/openapi.json", "/healthz")


class ErrorDetails(BaseModel):
    """What happened, why, and what to do, in Swedish."""

    code: str = Field(description="Permanent code of the failure.", examples=["text-empty"])
    what: str = Field(description="What happened.")
    why: str = Field(description="Why it happened.")
    action: str = Field(description="What can be done about it.")


class ErrorBody(BaseModel):
    """Every failure has this shape."""

    schema_: Literal["fairscreen.error/1"] = Field("fairscreen.error/1", alias="schema")
    error: ErrorDetails


#: What a route's OpenAPI entry says of failures.
ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorBody, "description": "The body cannot be read as what it says it is."},
    403: {"model": ErrorBody, "description": "The request came from another web site."},
    413: {"model": ErrorBody, "description": "The text or the file is too large."},
    415: {"model": ErrorBody, "description": "Another kind of body or file than is read here."},
    421: {"model": ErrorBody, "description": "The Host header names another machine."},
    422: {"model": ErrorBody, "description": "A field is wrong, or the text cannot be checked."},
    500: {"model": ErrorBody, "description": "A fault of ours; the text says the incident id."},
}


def error_response(
    request: Request, error: FairscreenError, *, headers: dict[str, str] | None = None
) -> Response:
    """The answer that tells ``error`` to whoever asked."""
    if _wants_json(request):
        body = {"schema": "fairscreen.error/1", "error": error.to_dict()}
        return JSONResponse(body, error.http_status, headers)
    return HTMLResponse(render("error.html", error=error), error.http_status, headers)


def install(app: FastAPI) -> None:
    """Let ``app`` answer every expected failure in our shape."""

    async def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, FairscreenError)
        return error_response(request, error)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return error_response(request, _from_http(request, error), headers=_kept(error))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return error_response(request, _from_validation(request, error))

    app.add_exception_handler(FairscreenError, known)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)


class Incidents:
    """Answers a fault of ours with an incident id.

    The log gets the id, the kind of exception and the places it passed, but not its message:
    a library's message may quote the text it choked on.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            # A service that could not start must not be taken for one that did.
            await self.app(scope, receive, send)
            return
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception as error:  # noqa: BLE001 the last door: everything else is our own fault
            incident = uuid.uuid4().hex[:8]
            _logger.error("incident %s: %s at %s", incident, type(error).__name__, _places(error))
            if started or scope["type"] != "http":
                return
            answer = error_response(Request(scope), FairscreenError("internal", incident=incident))
            await answer(scope, receive, send)


def _places(error: Exception) -> str:
    """Our own places that the exception passed, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames[:-1] if f.filename.startswith(_OURS)]
    return " > ".join(f"{Path(f.filename).name}:{f.lineno}" for f in [*ours, frames[-1]])


def _wants_json(request: Request) -> bool:
    if request.url.path.startswith(_PROGRAM_PATHS):
        return True
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


def _kept(error: HTTPException) -> dict[str, str]:
    return {k: v for k, v in (error.headers or {}).items() if k.lower() == "allow"}


def _from_http(request: Request, error: HTTPException) -> FairscreenError:
    match error.status_code:
        case 404:
            return FairscreenError("page-not-found")
        case 405:
            return FairscreenError("method-not-allowed")
        case 413:
            many = request.url.path.startswith(MANY_FILES)
            code = "batch-too-large" if many else "request-too-large"
            return FairscreenError(code, limit=error.detail)
        case _:
            return FairscreenError("request-unreadable")


def _from_validation(request: Request, error: RequestValidationError) -> FairscreenError:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        return FairscreenError("media-type", expected="application/json")
    problems = list(dict.fromkeys(_in_swedish(problem) for problem in error.errors()))
    return FairscreenError("request-invalid", detail=" ".join(problems[:5]))


def _in_swedish(problem: dict[str, Any]) -> str:
    """One validation problem, told without the value that was sent."""
    field = ".".join(str(part) for part in problem["loc"][1:])[:60]
    match problem["type"]:
        case "json_invalid":
            return "Innehållet är inte giltig JSON."
        case "missing":
            return f"Fältet {field} saknas." if field else "Innehåll saknas."
        case "extra_forbidden":
            return f"Fältet {field} finns inte."
        case "string_type":
            return f"Fältet {field} ska vara text."
        case "string_unicode":
            return f"Fältet {field} har tecken som inte är giltig Unicode."
        case "literal_error":
            return f"Fältet {field} ska vara något av {problem['ctx']['expected']}."
        case _:
            return f"Fältet {field} har fel form." if field else "Innehållet har fel form."
