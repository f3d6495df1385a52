"""The tables of recruitments, as the newest migration leaves them.

Files, their names, what is known of applicants and everything made of it are sealed. A task links a
code to files only while these are there: when the copies are released the originals go, and what
links a code to a person is then the key alone, which is no table but a file.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fairscreen.store.tables import Base

__all__ = ["RecruitmentFileRow", "RecruitmentRow", "RecruitmentTaskRow"]


class RecruitmentRow(Base):
    """One recruitment. ``state``: ``draft``, ``running``, ``released``."""

    __tablename__ = "recruitment"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(16))
    options: Mapped[str] = mapped_column(Text)
    persons: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    released_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    purge_on: Mapped[date] = mapped_column(Date, index=True)


class RecruitmentFileRow(Base):
    """One file that was sent in."""

    __tablename__ = "recruitment_file"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    recruitment_id: Mapped[str] = mapped_column(
        ForeignKey("recruitment.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[bytes] = mapped_column(LargeBinary)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class RecruitmentTaskRow(Base):
    """One applicant's copies. ``state``: ``waiting``, ``running``, ``done``.

    ``statuses`` are those of the files in ``result``, in clear and with commas between: what is
    counted on every page without opening the copies.
    """

    __tablename__ = "recruitment_task"

    recruitment_id: Mapped[str] = mapped_column(
        ForeignKey("recruitment.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    attempts: Mapped[int]
    source: Mapped[bytes | None] = mapped_column(LargeBinary)
    edits: Mapped[bytes | None] = mapped_column(LargeBinary)
    result: Mapped[bytes | None] = mapped_column(LargeBinary)
    statuses: Mapped[str | None] = mapped_column(Text)
