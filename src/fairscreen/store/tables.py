"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = ["Base", "Installation"]


class Base(DeclarativeBase):
    """Root of all tables."""


class Installation(Base):
    """One row: this installation, so that a copied or restored database can be told apart."""

    __tablename__ = "installation"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_by_version: Mapped[str] = mapped_column(String(32))
