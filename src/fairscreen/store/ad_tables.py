"""The tables of ads, as the newest migration leaves them. No text of an ad has a place here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fairscreen.store.tables import Base

__all__ = ["AdChoiceRow", "AdPortfolioRow"]


class AdChoiceRow(Base):
    """What someone did with a finding. ``kind``: ``keep``, ``false-alarm``, ``replaced``."""

    __tablename__ = "ad_choice"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    rule: Mapped[str] = mapped_column(String(60), index=True)
    words: Mapped[str | None] = mapped_column(String(200))
    document: Mapped[str | None] = mapped_column(String(200))
    reason: Mapped[str | None] = mapped_column(String(500))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AdPortfolioRow(Base):
    """Figures of many ads together, as JSON, kept because someone chose to."""

    __tablename__ = "ad_portfolio"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(100))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
