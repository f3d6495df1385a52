"""The tables of studies, as the newest migration leaves them.

Addresses that open something (the leader's and the readers') are never stored, only their hashes.
Texts of applications and the group file are sealed. Judgements are appended: triggers in the
database refuse to change or remove one while its study exists.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fairscreen.store.tables import Base

__all__ = [
    "StudyEventRow", "StudyJudgementRow", "StudyMaterialRow", "StudyReaderRow", "StudyRow",
]  # fmt: skip


class StudyRow(Base):
    """One study. ``state``: ``draft``, ``locked``, ``reading``, ``closed``."""

    __tablename__ = "study"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    leader_hash: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    design: Mapped[str] = mapped_column(Text)
    assignment: Mapped[str | None] = mapped_column(Text)
    groups: Mapped[bytes | None] = mapped_column(LargeBinary)
    analysis: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    analysed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    purge_on: Mapped[date] = mapped_column(Date, index=True)
    purged_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class StudyReaderRow(Base):
    """One reader, known by a code only."""

    __tablename__ = "study_reader"

    study_id: Mapped[str] = mapped_column(ForeignKey("study.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[int]
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    handed_in_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class StudyMaterialRow(Base):
    """One version of one application, sealed."""

    __tablename__ = "study_material"

    study_id: Mapped[str] = mapped_column(ForeignKey("study.id"), primary_key=True)
    application: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[str] = mapped_column(String(12), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class StudyJudgementRow(Base):
    """One judgement as it came in; ``before`` is the hash of the study's line before it."""

    __tablename__ = "study_judgement"
    __table_args__ = (UniqueConstraint("study_id", "before"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    study_id: Mapped[str] = mapped_column(ForeignKey("study.id"), index=True)
    line: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(String(64))


class StudyEventRow(Base):
    """What was done with a study, and deviations from its plan in the leader's own words."""

    __tablename__ = "study_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    study_id: Mapped[str] = mapped_column(ForeignKey("study.id"), index=True)
    time: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
