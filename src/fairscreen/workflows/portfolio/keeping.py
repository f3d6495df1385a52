"""Keeping the figures of a portfolio, by the user's own choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairscreen.settings import Settings

if TYPE_CHECKING:
    from fairscreen.ads import Portfolio

__all__ = ["save_portfolio"]


def save_portfolio(portfolio: Portfolio, name: str, *, settings: Settings | None = None) -> int:
    """Keep the shares and means under ``name``; gives their id.

    Names of refused ads are left out: they may be names of files.
    """
    from fairscreen.workflows.choices import opened_notes

    with opened_notes(settings) as notes:
        return notes.keep_portfolio(name, portfolio.model_copy(update={"refused": ()}).to_json())
