"""Keeping what was chosen about findings, and the figures of many ads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from fairscreen.store.ad_tables import AdChoiceRow, AdPortfolioRow
from fairscreen.store.database import Store

__all__ = ["AdNotes", "ChoiceKind", "ChoiceRecord", "PortfolioRecord"]

#: keep: right but wanted; false-alarm: wrong here; replaced: the suggestion was taken.
ChoiceKind = Literal["keep", "false-alarm", "replaced"]


@dataclass(frozen=True, slots=True)
class ChoiceRecord:
    """One choice; ``words`` and ``document`` narrow it, ``None`` is all."""

    kind: ChoiceKind
    rule: str
    reason: str | None = None
    words: str | None = None
    document: str | None = None
    id: int | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PortfolioRecord:
    """Figures that were kept; ``body`` is ``fairscreen.portfolio/1`` as JSON."""

    id: int
    name: str
    body: str
    made_at: datetime


class AdNotes:
    """The ads' part of an open :class:`~fairscreen.store.database.Store`."""

    def __init__(self, store: Store) -> None:
        self._engine = store._engine

    def add(self, choices: Sequence[ChoiceRecord]) -> list[int]:
        """Keep ``choices``; gives their ids, in order."""
        now = datetime.now(UTC)
        rows = [
            AdChoiceRow(
                kind=c.kind, rule=c.rule, words=c.words, document=c.document, reason=c.reason,
                made_at=c.made_at or now,
            )
            for c in choices
        ]  # fmt: skip
        with Session(self._engine) as session, session.begin():
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]

    def choices(self) -> list[ChoiceRecord]:
        """All choices, the oldest first."""
        with Session(self._engine) as session:
            rows = session.scalars(select(AdChoiceRow).order_by(AdChoiceRow.id))
            return [
                ChoiceRecord(
                    kind=row.kind, rule=row.rule, reason=row.reason, words=row.words,  # type: ignore[arg-type]
                    document=row.document, id=row.id, made_at=row.made_at.replace(tzinfo=UTC),
                )
                for row in rows
            ]  # fmt: skip

    def forget(self, choice: int) -> bool:
        """Remove one choice; whether there was one."""
        with Session(self._engine) as session, session.begin():
            done = session.execute(delete(AdChoiceRow).where(AdChoiceRow.id == choice))
            return bool(done.rowcount)

    def statistics(self) -> dict[str, dict[str, int]]:
        """How often each kind of choice was made, per rule."""
        counted: dict[str, dict[str, int]] = {}
        with Session(self._engine) as session:
            rows = session.execute(
                select(AdChoiceRow.rule, AdChoiceRow.kind, func.count())
                .group_by(AdChoiceRow.rule, AdChoiceRow.kind)
                .order_by(AdChoiceRow.rule)
            )
            for rule, kind, count in rows:
                counted.setdefault(rule, {"keep": 0, "false-alarm": 0, "replaced": 0})[kind] = count
        return counted

    def keep_portfolio(self, name: str, body: str) -> int:
        """Keep the figures of many ads; gives their id."""
        row = AdPortfolioRow(name=name[:100], body=body, made_at=datetime.now(UTC))
        with Session(self._engine) as session, session.begin():
            session.add(row)
            session.flush()
            return row.id

    def portfolios(self) -> list[PortfolioRecord]:
        """All kept figures, the newest first."""
        with Session(self._engine) as session:
            rows = session.scalars(select(AdPortfolioRow).order_by(AdPortfolioRow.id.desc()))
            return [
                PortfolioRecord(row.id, row.name, row.body, row.made_at.replace(tzinfo=UTC))
                for row in rows
            ]

    def forget_portfolio(self, portfolio: int) -> bool:
        """Remove kept figures; whether there were any."""
        with Session(self._engine) as session, session.begin():
            done = session.execute(delete(AdPortfolioRow).where(AdPortfolioRow.id == portfolio))
            return bool(done.rowcount)
