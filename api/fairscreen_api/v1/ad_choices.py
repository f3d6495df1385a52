"""``/v1/ads/choices``: findings that someone chose to keep, and how often that happens."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from fairscreen.store import AdNotes
from fairscreen.workflows import choices as work
from fairscreen_api.problems import ERRORS

__all__ = ["router"]

router = APIRouter(prefix="/v1/ads/choices", tags=["ads"], responses=ERRORS)


class NewChoice(BaseModel):
    """What someone did with a finding. ``keep`` and ``false-alarm`` need a reason."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["keep", "false-alarm", "replaced"] = "keep"
    rule: str = Field(max_length=60)
    reason: str | None = Field(None, max_length=500)
    words: str | None = Field(None, max_length=200, description="Only these words.")
    document: str | None = Field(None, max_length=200, description="Only the ad of this name.")


class Choice(NewChoice):
    """A choice that is kept."""

    id: int
    made_at: datetime


class Choices(BaseModel):
    """All choices, the oldest first."""

    schema_: Literal["fairscreen.choices/1"] = Field("fairscreen.choices/1", alias="schema")
    choices: list[Choice]


class Statistics(BaseModel):
    """Per rule how often a finding was kept, called a false alarm, or replaced."""

    schema_: Literal["fairscreen.choice-statistics/1"] = Field(
        "fairscreen.choice-statistics/1", alias="schema"
    )
    rules: dict[str, dict[str, int]]


@router.get("", summary="Choices that are kept", response_model=Choices)
def listed(request: Request) -> Response:
    """The choices with their reasons."""
    kept = [
        Choice(
            id=c.id or 0, kind=c.kind, rule=c.rule, reason=c.reason, words=c.words,
            document=c.document, made_at=c.made_at,
        )
        for c in work.stored_choices(_notes(request))
    ]  # fmt: skip
    return _json(Choices(schema="fairscreen.choices/1", choices=kept))


@router.post("", summary="Keep a choice", status_code=201)
def keep(request: Request, body: NewChoice) -> dict[str, int]:
    """Later checks heed ``keep`` and ``false-alarm``. Only the phrase given is stored."""
    number = work.remember_choice(
        _notes(request), body.rule, kind=body.kind, reason=body.reason, words=body.words,
        document=body.document,
    )  # fmt: skip
    _heed(request)
    return {"id": number}


@router.get("/statistics", summary="How often findings are dismissed", response_model=Statistics)
def statistics(request: Request) -> Response:
    """To see which rules need tuning."""
    rules = work.choice_statistics(_notes(request))
    return _json(Statistics(schema="fairscreen.choice-statistics/1", rules=rules))


@router.get("/export.toml", summary="Choices as part of a profile")
def export(request: Request) -> Response:
    """``[[suppression]]`` blocks, to put into a profile."""
    return Response(work.choices_toml(_notes(request)), media_type="application/toml")


@router.delete("/{choice}", summary="Forget a choice", status_code=204)
def forget(request: Request, choice: int) -> Response:
    """Later checks show the finding again."""
    work.forget_choice(_notes(request), choice)
    _heed(request)
    return Response(status_code=204)


def _notes(request: Request) -> AdNotes:
    return AdNotes(request.app.state.store)


def _heed(request: Request) -> None:
    request.app.state.checker.choices = work.remembered(_notes(request))


def _json(body: BaseModel) -> Response:
    return Response(body.model_dump_json(by_alias=True), media_type="application/json")
