"""Checking a table of ads to follow them over time, for the page and for ``/v1/ads/portfolio``."""

from __future__ import annotations

from fastapi import Request

from fairscreen.ads import AdFigures
from fairscreen.errors import FairscreenError
from fairscreen.workflows.portfolio import check_rows, rows_of_table

__all__ = ["check_table"]

#: Ads checked between two turns, so that others' ads are checked meanwhile.
_BATCH = 8


async def check_table(
    request: Request, name: str, content: bytes
) -> tuple[list[AdFigures], dict[str, str]]:
    """The figures of each ad, and the versions they were taken with.

    Raises
    ------
    FairscreenError
        ``portfolio-too-large``, and as :func:`fairscreen.workflows.portfolio.rows_of_table`.
    """
    state = request.app.state
    rows = await state.checker.run(lambda: rows_of_table(content, name=name))
    if len(rows) > state.settings.max_portfolio_ads:
        raise FairscreenError(
            "portfolio-too-large", size=len(rows), limit=state.settings.max_portfolio_ads
        )
    options = {
        "employer": state.settings.employer, "profile": None,
        "settings": state.settings.model_dump(mode="json"),
    }  # fmt: skip
    figures: list[AdFigures] = []
    versions: dict[str, str] = {}
    for at in range(0, len(rows), _BATCH):
        batch = rows[at : at + _BATCH]
        done, used = await state.checker.run(lambda batch=batch: check_rows(batch, options))
        figures += done
        versions |= used
    return figures, versions
