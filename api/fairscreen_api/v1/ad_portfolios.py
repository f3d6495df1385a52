"""``/v1/ads/portfolios``: figures of many ads that someone chose to keep."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from fairscreen.ads import Portfolio
from fairscreen.errors import FairscreenError
from fairscreen.store import AdNotes
from fairscreen_api.problems import ERRORS

__all__ = ["router"]

router = APIRouter(prefix="/v1/ads/portfolios", tags=["ads"], responses=ERRORS)


class KeptPortfolio(BaseModel):
    """Figures under the name they were kept by."""

    id: int
    name: str
    made_at: datetime
    portfolio: Portfolio


class KeptPortfolios(BaseModel):
    """All kept figures, the newest first."""

    schema_: Literal["fairscreen.portfolios/1"] = Field("fairscreen.portfolios/1", alias="schema")
    portfolios: list[KeptPortfolio]


@router.get("", summary="Figures that are kept", response_model=KeptPortfolios)
def listed(request: Request) -> Response:
    """Shares and means only; no text and no name of a file is ever kept."""
    kept = [
        KeptPortfolio(
            id=record.id,
            name=record.name,
            made_at=record.made_at,
            portfolio=Portfolio.model_validate_json(record.body),
        )
        for record in AdNotes(request.app.state.store).portfolios()
    ]
    body = KeptPortfolios(schema="fairscreen.portfolios/1", portfolios=kept)
    return Response(body.model_dump_json(by_alias=True), media_type="application/json")


@router.delete("/{portfolio}", summary="Forget kept figures", status_code=204)
def forget(request: Request, portfolio: int) -> Response:
    """They are gone for good."""
    if not AdNotes(request.app.state.store).forget_portfolio(portfolio):
        raise FairscreenError("choice-unknown", number=portfolio)
    return Response(status_code=204)
