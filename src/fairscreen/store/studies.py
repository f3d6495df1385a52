"""Keeping studies: plans, draws, readers, sealed material and appended judgements."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from fairscreen.errors import FairscreenError
from fairscreen.store.database import Store
from fairscreen.store.sealing import Seal
from fairscreen.store.study_tables import (
    StudyEventRow,
    StudyJudgementRow,
    StudyMaterialRow,
    StudyReaderRow,
    StudyRow,
)

__all__ = ["EventRecord", "ReaderRecord", "Studies", "StudyRecord", "StudyState", "Version"]

StudyState = Literal["draft", "locked", "reading", "closed"]
Version = Literal["open", "anonymous"]


@dataclass(frozen=True, slots=True)
class StudyRecord:
    """One study as it stands; ``design`` is TOML, ``assignment`` and ``analysis`` are JSON."""

    id: str
    state: StudyState
    design: str
    assignment: str | None
    analysis: str | None
    created_at: datetime
    closed_at: datetime | None
    analysed_at: datetime | None
    purge_on: date
    purged_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReaderRecord:
    """One reader; ``link_expires_at`` is ``None`` when the link is revoked."""

    code: str
    link_expires_at: datetime | None
    handed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Something that was done, or a deviation from the plan."""

    time: datetime
    kind: str
    text: str


class Studies:
    """All studies of one installation."""

    def __init__(self, store: Store, seal: Seal) -> None:
        self._store = store
        self._seal = seal
        # One writer of judgements at a time, so that each line knows the line before it.
        self._turn = threading.Lock()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with Session(self._store.engine) as session, session.begin():
            yield session

    # ---- the study ----

    def add(
        self, study_id: str, *, design: str, leader_hash: str, purge_on: date, now: datetime
    ) -> StudyRecord:
        """A new study in the state ``draft``."""
        with self._session() as session:
            row = StudyRow(
                id=study_id, leader_hash=leader_hash, state="draft", design=design,
                created_at=now, purge_on=purge_on,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return _record(row)

    def get(self, study_id: str) -> StudyRecord | None:
        """The study, if there is one."""
        with self._session() as session:
            row = session.get(StudyRow, study_id)
            return _record(row) if row else None

    def by_leader(self, leader_hash: str) -> StudyRecord | None:
        """The study whose leader's key has this hash."""
        with self._session() as session:
            row = session.scalar(select(StudyRow).where(StudyRow.leader_hash == leader_hash))
            return _record(row) if row else None

    def all(self) -> list[StudyRecord]:
        """Every study, oldest first."""
        with self._session() as session:
            return [_record(r) for r in session.scalars(select(StudyRow).order_by("created_at"))]

    def change(self, study_id: str, **values: object) -> None:
        """Set columns of the study."""
        with self._session() as session:
            session.execute(update(StudyRow).where(StudyRow.id == study_id).values(**values))

    def remove(self, study_id: str) -> None:
        """Remove the study and everything that belongs to it."""
        with self._session() as session:
            session.execute(update(StudyRow).where(StudyRow.id == study_id).values(state="removed"))
            for table in (StudyEventRow, StudyJudgementRow, StudyMaterialRow, StudyReaderRow):
                session.execute(delete(table).where(table.study_id == study_id))
            session.execute(delete(StudyRow).where(StudyRow.id == study_id))

    # ---- sealed material ----

    def put_material(self, study_id: str, texts: dict[tuple[str, Version], str]) -> None:
        """Seal texts of applications; a text that was there is replaced."""
        with self._session() as session:
            for (application, version), text in texts.items():
                sealed = self._seal.close(text, context=_place(study_id, application, version))
                session.merge(
                    StudyMaterialRow(
                        study_id=study_id, application=application, version=version, sealed=sealed
                    )
                )

    def material(self, study_id: str, application: str, version: Version) -> str | None:
        """One text, opened."""
        with self._session() as session:
            row = session.get(StudyMaterialRow, (study_id, application, version))
            if row is None:
                return None
            return self._seal.open(row.sealed, context=_place(study_id, application, version))

    def material_codes(self, study_id: str) -> dict[str, set[str]]:
        """For each application the versions there are."""
        found: dict[str, set[str]] = {}
        with self._session() as session:
            table = StudyMaterialRow
            where = table.study_id == study_id
            for code, version in session.execute(
                select(table.application, table.version).where(where)
            ):
                found.setdefault(code, set()).add(version)
        return found

    def drop_material(self, study_id: str) -> None:
        """Remove all texts of the study."""
        with self._session() as session:
            session.execute(delete(StudyMaterialRow).where(StudyMaterialRow.study_id == study_id))

    def put_groups(self, study_id: str, table: str | None) -> None:
        """Seal the group table (CSV text); ``None`` removes it."""
        sealed = (
            None if table is None else self._seal.close(table, context=_place(study_id, "", ""))
        )
        self.change(study_id, groups=sealed)

    def groups(self, study_id: str) -> str | None:
        """The group table, opened."""
        with self._session() as session:
            row = session.get(StudyRow, study_id)
            if row is None or row.groups is None:
                return None
            return self._seal.open(row.groups, context=_place(study_id, "", ""))

    # ---- readers ----

    def start_reading(
        self,
        study_id: str,
        *,
        assignment: str,
        links: Sequence[tuple[str, str]],
        expires_at: datetime,
    ) -> None:
        """Store the draw and its readers (code and hash of the link), and open the reading."""
        with self._session() as session:
            session.execute(
                update(StudyRow).where(StudyRow.id == study_id)
                .values(assignment=assignment, state="reading")
            )  # fmt: skip
            session.add_all(
                StudyReaderRow(
                    study_id=study_id, code=code, place=place, link_hash=link_hash,
                    link_expires_at=expires_at,
                )
                for place, (code, link_hash) in enumerate(links)
            )  # fmt: skip

    def readers(self, study_id: str) -> list[ReaderRecord]:
        """The readers in the order they were entered."""
        with self._session() as session:
            table = StudyReaderRow
            rows = session.scalars(
                select(table).where(table.study_id == study_id).order_by(table.place)
            )
            return [_reader(row) for row in rows]

    def by_link(self, link_hash: str, *, now: datetime) -> tuple[StudyRecord, ReaderRecord] | None:
        """Study and reader of a link that is neither revoked nor expired."""
        with self._session() as session:
            row = session.scalar(
                select(StudyReaderRow).where(StudyReaderRow.link_hash == link_hash)
            )
            if row is None or row.link_expires_at is None or _utc(row.link_expires_at) <= now:
                return None
            study = session.get(StudyRow, row.study_id)
            assert study is not None
            return _record(study), _reader(row)

    def set_link(
        self, study_id: str, code: str, *, link_hash: str | None, expires_at: datetime | None
    ) -> bool:
        """Give a reader a new link, or none (revoked). ``False`` when there is no such reader."""
        with self._session() as session:
            row = session.get(StudyReaderRow, (study_id, code))
            if row is None:
                return False
            row.link_hash, row.link_expires_at = link_hash, expires_at
            return True

    def hand_in(self, study_id: str, code: str, when: datetime | None) -> None:
        """Note that the reader's list is handed in, or open it again with ``None``."""
        with self._turn, self._session() as session:
            row = session.get(StudyReaderRow, (study_id, code))
            assert row is not None
            row.handed_in_at = when

    # ---- judgements ----

    def append(
        self,
        study_id: str,
        reader: str,
        line_after: Callable[[str], str],
        *,
        handed_in: bool = False,
    ) -> None:
        """Append one judgement.

        Parameters
        ----------
        line_after:
            The judgement's line, given the hash of the line before it.
        handed_in:
            Whether the reader has handed in the list (guesses come after it) or not yet.

        Raises
        ------
        FairscreenError
            ``study-reading-closed`` when the study is not open for reading, or the list is in.
        """
        with self._turn, self._session() as session:
            study = session.get(StudyRow, study_id)
            row = session.get(StudyReaderRow, (study_id, reader))
            if study is None or row is None or study.state != "reading":
                raise FairscreenError("study-reading-closed")
            if (row.handed_in_at is not None) != handed_in:
                raise FairscreenError("study-reading-closed")
            table = StudyJudgementRow
            last = session.scalar(
                select(table.line).where(table.study_id == study_id)
                .order_by(table.id.desc()).limit(1)
            )  # fmt: skip
            before = hashlib.sha256(last.encode()).hexdigest() if last else ""
            line = line_after(before)
            session.add(StudyJudgementRow(study_id=study_id, line=line, before=before))

    def lines(self, study_id: str) -> list[str]:
        """Every judgement's line, in the order they came."""
        table = StudyJudgementRow
        with self._session() as session:
            return list(
                session.scalars(
                    select(table.line).where(table.study_id == study_id).order_by(table.id)
                )
            )

    # ---- notes and retention ----

    def note(self, study_id: str, kind: str, text: str, *, now: datetime) -> None:
        """Note something that was done, or a deviation from the plan."""
        with self._session() as session:
            session.add(StudyEventRow(study_id=study_id, time=now, kind=kind, text=text))

    def events(self, study_id: str) -> list[EventRecord]:
        """What was noted, oldest first."""
        table = StudyEventRow
        with self._session() as session:
            rows = session.scalars(
                select(table).where(table.study_id == study_id).order_by(table.id)
            )
            return [EventRecord(_utc(row.time), row.kind, row.text) for row in rows]

    def purge(self, study_id: str, *, now: datetime) -> None:
        """Remove texts, groups and links. The plan, the judgements and the results stay."""
        with self._session() as session:
            session.execute(delete(StudyMaterialRow).where(StudyMaterialRow.study_id == study_id))
            session.execute(
                update(StudyReaderRow).where(StudyReaderRow.study_id == study_id)
                .values(link_hash=None, link_expires_at=None)
            )  # fmt: skip
            session.execute(
                update(StudyRow).where(StudyRow.id == study_id)
                .values(
                    groups=None, purged_at=now, state="closed",
                    closed_at=func.coalesce(StudyRow.closed_at, now),
                )
            )  # fmt: skip
            session.add(StudyEventRow(study_id=study_id, time=now, kind="purged", text=""))

    def purge_due(self, *, now: datetime) -> int:
        """Purge every study whose day has come; how many there were."""
        with self._session() as session:
            due = session.scalars(
                select(StudyRow.id)
                .where(StudyRow.purge_on <= now.date())
                .where(StudyRow.purged_at.is_(None))
            ).all()
        for study_id in due:
            self.purge(study_id, now=now)
        return len(due)


def _place(study_id: str, application: str, version: str) -> str:
    return "\0".join((study_id, application, version))


def _utc(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)  # SQLite keeps no zone


def _maybe(time: datetime | None) -> datetime | None:
    return _utc(time) if time else None


def _record(row: StudyRow) -> StudyRecord:
    return StudyRecord(
        row.id, row.state, row.design, row.assignment, row.analysis,  # type: ignore[arg-type]
        _utc(row.created_at), _maybe(row.closed_at), _maybe(row.analysed_at), row.purge_on,
        _maybe(row.purged_at),
    )  # fmt: skip


def _reader(row: StudyReaderRow) -> ReaderRecord:
    return ReaderRecord(row.code, _maybe(row.link_expires_at), _maybe(row.handed_in_at))
