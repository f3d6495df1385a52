"""``/v1/experiments/reading``: one reader's pile, opened by the reader's own token.

No route takes a code, a version or another reader's name: the token decides all of it.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from fairscreen.workflows.reading_room import Answer, Reading, open_reading
from fairscreen_api.pages.studies.access import now, studies_of
from fairscreen_api.problems import ERRORS, ErrorBody
from fairscreen_api.v1.experiment_bodies import (
    GuessBody,
    JudgementBody,
    PileBody,
    ReadItemBody,
    item_body,
)

__all__ = ["router"]

_MORE: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorBody, "description": "The token opens nothing, or no such number."},
    409: {"model": ErrorBody, "description": "The list is handed in, or the reading closed."},
}
router = APIRouter(prefix="/v1/experiments/reading", tags=["experiments"], responses=ERRORS | _MORE)
_bearer = HTTPBearer(auto_error=False, description="The study's key, or a reader's link token.")


def opened(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Reading:
    """The reading that the token opens."""
    token = credentials.credentials if credentials else ""
    return open_reading(studies_of(request), token, now=now())


Opened = Annotated[Reading, Depends(opened)]


@router.get("", summary="The reader's pile", response_model=PileBody)
def pile(reading: Opened) -> Any:
    """How far the reader has come, and the reader's own answers."""
    return PileBody.of(reading)


@router.get("/{number}", summary="One application", response_model=ReadItemBody)
def application(reading: Opened, number: int) -> Any:
    """The text in the version that was drawn for this reader."""
    return item_body(reading, number, text=reading.text(number))


@router.post("/{number}", summary="Judge", response_model=ReadItemBody)
def judge(reading: Opened, number: int, body: JudgementBody) -> Any:
    """Kept at once; an earlier judgement of the same application stays as a trace."""
    answer = Answer(body.shortlisted, body.scores, body.recognised)
    reading.judge(number, answer, now=now())
    return item_body(reading, number)


@router.put("/handed-in", summary="Hand in the list", response_model=PileBody)
def hand_in(reading: Opened) -> Any:
    """When everything is read and the list has its length."""
    reading.hand_in(now=now())
    return PileBody.of(reading)


@router.put("/guesses", summary="Guess groups", status_code=204)
def guess(reading: Opened, body: GuessBody) -> Response:
    """Asked after the list is handed in, so that the question does not colour the choice."""
    reading.guess(body.guesses, now=now())
    return Response(status_code=204)
