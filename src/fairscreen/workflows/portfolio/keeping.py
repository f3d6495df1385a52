"""Keeping the figures of a portfolio, by the user's own choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairscreen.settings import Settings

if TYPE_CHECKING:
    from fairscreen.ads import Portfolio
    from fairscreen.store import Store

__all__ = ["keep_in", "save_portfolio"]


def save_portfolio(portfolio: Portfolio, name: str, *, settings: Settings | None = None) -> int:
    """Keep the shares and means under ``name``; gives their id.

    Names of refused ads are left out: they may be names of files.
    """
    from fairscreen.workflows.choices import opened_notes

    with opened_notes(settings) as notes:
        return notes.keep_portfolio(name, _without_names(portfolio))


def keep_in(store: Store, portfolio: Portfolio, name: str) -> int:
    """As :func:`save_portfolio`, in a database that is open already."""
    from fairscreen.store import AdNotes

    return AdNotes(store).keep_portfolio(name, _without_names(portfolio))


def _without_names(portfolio: Portfolio) -> str:
    return portfolio.model_copy(update={"refused": ()}).to_json()
