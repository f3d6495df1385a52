"""Keeping recruitments while they are worked on: sealed files, tasks and copies."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import RLock
from typing import Any, Literal

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from fairscreen.store.database import Store
from fairscreen.store.recruitment_tables import (
    RecruitmentFileRow,
    RecruitmentRow,
    RecruitmentTaskRow,
)
from fairscreen.store.sealing import Seal

__all__ = ["HeldFile", "RecruitmentRecord", "RecruitmentState", "Recruitments", "TaskRecord"]

RecruitmentState = Literal["draft", "running", "released"]
TaskState = Literal["waiting", "running", "done"]


@dataclass(frozen=True, slots=True)
class RecruitmentRecord:
    """One recruitment as it stands; ``options`` are plain values."""

    id: str
    name: str
    state: RecruitmentState
    options: dict[str, Any]
    created_at: datetime
    released_at: datetime | None
    purge_on: date


@dataclass(frozen=True, slots=True)
class HeldFile:
    """One file that was sent in; ``place`` is its name, with folders if it had any."""

    id: int
    place: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """One applicant's task; ``source``, ``edits`` and ``result`` are plain values."""

    recruitment_id: str
    code: str
    state: TaskState
    attempts: int
    source: dict[str, Any] | None = field(default=None, repr=False)
    edits: list[dict[str, Any]] | None = field(default=None, repr=False)
    result: dict[str, Any] | None = field(default=None, repr=False)


class Recruitments:
    """All recruitments of one installation."""

    def __init__(self, store: Store, seal: Seal) -> None:
        self._store = store
        self._seal = seal
        self._turns: defaultdict[str, RLock] = defaultdict(RLock)

    # The recruitment

    @contextmanager
    def turn(self, id: str) -> Iterator[RecruitmentRecord | None]:
        """One step at a time: the recruitment as it stands now, which no other step changes.

        ``None`` when it was removed meanwhile.
        """
        with self._turns[id]:
            with Session(self._store.engine) as session:
                row = session.get(RecruitmentRow, id)
                record = None if row is None else _record(row)
            yield record

    def add(
        self, id: str, *, link_hash: str, name: str, options: dict[str, Any], purge_on: date,
        now: datetime,
    ) -> None:  # fmt: skip
        """A new recruitment in state ``draft``."""
        with Session(self._store.engine) as session:
            session.add(
                RecruitmentRow(
                    id=id, link_hash=link_hash, name=name, state="draft",
                    options=json.dumps(options, ensure_ascii=False), persons=None,
                    created_at=now, released_at=None, purge_on=purge_on,
                )
            )  # fmt: skip
            session.commit()

    def by_link(self, link_hash: str) -> RecruitmentRecord | None:
        """The recruitment that a link opens."""
        with Session(self._store.engine) as session:
            row = session.scalars(
                select(RecruitmentRow).where(RecruitmentRow.link_hash == link_hash)
            ).first()
            return None if row is None else _record(row)

    def all(self) -> list[RecruitmentRecord]:
        """Every recruitment, the oldest first."""
        with Session(self._store.engine) as session:
            rows = session.scalars(select(RecruitmentRow).order_by(RecruitmentRow.created_at))
            return [_record(row) for row in rows]

    def change(self, id: str, **values: Any) -> None:
        """Set columns of a recruitment."""
        with Session(self._store.engine) as session:
            session.execute(update(RecruitmentRow).where(RecruitmentRow.id == id).values(**values))
            session.commit()

    def remove(self, id: str) -> None:
        """Take away a recruitment with all its files and copies, and give the space back."""
        with Session(self._store.engine) as session:
            for table in (RecruitmentTaskRow, RecruitmentFileRow):
                session.execute(delete(table).where(table.recruitment_id == id))
            session.execute(delete(RecruitmentRow).where(RecruitmentRow.id == id))
            session.commit()
        self._wipe()

    # What was sent in

    def set_persons(self, id: str, data: bytes | None) -> None:
        """Keep the table of applicants."""
        sealed = None if data is None else self._seal.close_bytes(data, context=f"persons {id}")
        self.change(id, persons=sealed)

    def persons(self, id: str) -> bytes | None:
        """The table of applicants."""
        with Session(self._store.engine) as session:
            row = session.get_one(RecruitmentRow, id)
            if row.persons is None:
                return None
            return self._seal.open_bytes(row.persons, context=f"persons {id}")

    def has_persons(self, id: str) -> bool:
        """Whether a table of applicants is kept."""
        with Session(self._store.engine) as session:
            where = RecruitmentRow.id == id
            kept = select(RecruitmentRow.id).where(where, RecruitmentRow.persons.is_not(None))
            return session.scalar(kept) is not None

    def count_files(self, id: str) -> int:
        """How many files are kept."""
        with Session(self._store.engine) as session:
            where = RecruitmentFileRow.recruitment_id == id
            return session.scalar(select(func.count(RecruitmentFileRow.id)).where(where)) or 0

    def add_files(self, id: str, files: Sequence[tuple[str, bytes]]) -> None:
        """Keep files, each at a place where there is none yet."""
        with Session(self._store.engine) as session:
            for place, data in files:
                session.add(
                    RecruitmentFileRow(
                        recruitment_id=id,
                        place=self._seal.close(place, context=f"place {id}"),
                        data=self._seal.close_bytes(data, context=f"file {id}"),
                    )
                )
            session.commit()

    def remove_files(self, id: str, numbers: Sequence[int]) -> None:
        """Take files away."""
        if not numbers:
            return
        with Session(self._store.engine) as session:
            for number in numbers:
                session.execute(
                    delete(RecruitmentFileRow).where(
                        RecruitmentFileRow.recruitment_id == id, RecruitmentFileRow.id == number
                    )
                )
            session.commit()
        self._wipe()

    def files(self, id: str) -> list[HeldFile]:
        """All files, by name."""
        with Session(self._store.engine) as session:
            rows = session.execute(
                select(RecruitmentFileRow.id, RecruitmentFileRow.place).where(
                    RecruitmentFileRow.recruitment_id == id
                )
            )
            held = [
                HeldFile(number, self._seal.open(place, context=f"place {id}"))
                for number, place in rows
            ]
        return sorted(held, key=lambda file: file.place)

    def file(self, id: str, number: int) -> bytes:
        """The bytes of one file."""
        with Session(self._store.engine) as session:
            row = session.get_one(RecruitmentFileRow, number)
            return self._seal.open_bytes(row.data, context=f"file {id}")

    def release(self, id: str, *, now: datetime) -> None:
        """Released: what was sent in, and everything that links a code to it, is taken away."""
        with Session(self._store.engine) as session:
            session.execute(
                delete(RecruitmentFileRow).where(RecruitmentFileRow.recruitment_id == id)
            )
            session.execute(
                update(RecruitmentTaskRow)
                .where(RecruitmentTaskRow.recruitment_id == id)
                .values(source=None, edits=None)
            )
            session.execute(
                update(RecruitmentRow)
                .where(RecruitmentRow.id == id)
                .values(persons=None, state="released", released_at=now)
            )
            session.commit()
        self._wipe()

    # The tasks

    def start_tasks(self, id: str, sources: dict[str, dict[str, Any]]) -> None:
        """A waiting task for each code; from now on the recruitment is ``running``."""
        with Session(self._store.engine) as session:
            session.execute(
                update(RecruitmentRow).where(RecruitmentRow.id == id).values(state="running")
            )
            for code, source in sources.items():
                session.add(
                    RecruitmentTaskRow(
                        recruitment_id=id, code=code, state="waiting", attempts=0,
                        source=self._close(source, "source", id, code), edits=None, result=None,
                    )
                )  # fmt: skip
            session.commit()

    def next_task(self) -> TaskRecord | None:
        """Take a waiting task and mark it running."""
        with Session(self._store.engine) as session:
            row = session.scalars(
                select(RecruitmentTaskRow)
                .where(RecruitmentTaskRow.state == "waiting")
                .order_by(RecruitmentTaskRow.attempts, RecruitmentTaskRow.code)
                .limit(1)
            ).first()
            if row is None:
                return None
            row.state, row.attempts = "running", row.attempts + 1
            record = self._task(row)
            session.commit()
            return record

    def finish_task(self, id: str, code: str, result: dict[str, Any]) -> None:
        """Keep what came of a task; one that was changed meanwhile stays waiting."""
        with Session(self._store.engine) as session:
            session.execute(
                update(RecruitmentTaskRow)
                .where(
                    RecruitmentTaskRow.recruitment_id == id,
                    RecruitmentTaskRow.code == code,
                    RecruitmentTaskRow.state == "running",
                )
                .values(
                    state="done",
                    result=self._close(result, "result", id, code),
                    statuses=_statuses(result),
                )
            )
            session.commit()

    def requeue(
        self, id: str, code: str, edits: list[dict[str, Any]] | None = None, *, fresh: bool = False
    ) -> None:
        """Let a task be done again, with ``edits`` if given, or as if it was never tried."""
        values: dict[str, Any] = {"state": "waiting"} | ({"attempts": 0} if fresh else {})
        if edits is not None:
            values |= {"edits": self._close(edits, "edits", id, code), "attempts": 0}
        with Session(self._store.engine) as session:
            session.execute(
                update(RecruitmentTaskRow)
                .where(RecruitmentTaskRow.recruitment_id == id, RecruitmentTaskRow.code == code)
                .values(**values)
            )
            session.commit()

    def take_up(self) -> None:
        """Tasks that were under way when the service stopped wait again."""
        with Session(self._store.engine) as session:
            session.execute(
                update(RecruitmentTaskRow)
                .where(RecruitmentTaskRow.state == "running")
                .values(state="waiting")
            )
            session.commit()

    def progress(self, id: str) -> tuple[int, int]:
        """How many tasks are done, and how many there are."""
        with Session(self._store.engine) as session:
            counts = dict(
                session.execute(
                    select(RecruitmentTaskRow.state, func.count())
                    .where(RecruitmentTaskRow.recruitment_id == id)
                    .group_by(RecruitmentTaskRow.state)
                ).all()
            )
        return counts.get("done", 0), sum(counts.values())

    def statuses(self, id: str) -> dict[str, int]:
        """How many files of the results there are of each status."""
        table = RecruitmentTaskRow
        wanted = select(table.code, table.statuses).where(table.recruitment_id == id)
        with Session(self._store.engine) as session:
            rows = session.execute(wanted.where(table.result.is_not(None))).all()
        counted: Counter[str] = Counter()
        for code, statuses in rows:
            if statuses is None:  # kept by an earlier version
                task = self.task(id, code)
                statuses = _statuses((task.result if task else None) or {"files": []})
            counted.update(word for word in statuses.split(",") if word)
        return dict(counted)

    def codes(self, id: str, *, done: bool = False) -> list[str]:
        """All codes in order, or those that have copies."""
        table = RecruitmentTaskRow
        wanted = select(table.code).where(table.recruitment_id == id)
        if done:
            wanted = wanted.where(table.result.is_not(None))
        with Session(self._store.engine) as session:
            return list(session.scalars(wanted.order_by(func.length(table.code), table.code)))

    def tasks(self, id: str) -> list[TaskRecord]:
        """All tasks in the order of their codes."""
        with Session(self._store.engine) as session:
            rows = session.scalars(
                select(RecruitmentTaskRow)
                .where(RecruitmentTaskRow.recruitment_id == id)
                .order_by(func.length(RecruitmentTaskRow.code), RecruitmentTaskRow.code)
            )
            return [self._task(row) for row in rows]

    def task(self, id: str, code: str) -> TaskRecord | None:
        """One task."""
        with Session(self._store.engine) as session:
            row = session.get(RecruitmentTaskRow, (id, code))
            return None if row is None else self._task(row)

    def set_result(self, id: str, code: str, result: dict[str, Any]) -> None:
        """Put something else in the place of a result."""
        with Session(self._store.engine) as session:
            session.execute(
                update(RecruitmentTaskRow)
                .where(RecruitmentTaskRow.recruitment_id == id, RecruitmentTaskRow.code == code)
                .values(result=self._close(result, "result", id, code), statuses=_statuses(result))
            )
            session.commit()

    def _task(self, row: RecruitmentTaskRow) -> TaskRecord:
        id, code = row.recruitment_id, row.code
        return TaskRecord(
            id, code, row.state, row.attempts,  # type: ignore[arg-type]
            self._open(row.source, "source", id, code), self._open(row.edits, "edits", id, code),
            self._open(row.result, "result", id, code),
        )  # fmt: skip

    def _close(self, value: Any, what: str, id: str, code: str) -> bytes:
        body = json.dumps(value, ensure_ascii=False)
        return self._seal.close(body, context=f"{what} {id} {code}")

    def _open(self, sealed: bytes | None, what: str, id: str, code: str) -> Any:
        if sealed is None:
            return None
        return json.loads(self._seal.open(sealed, context=f"{what} {id} {code}"))

    def _wipe(self) -> None:
        """Leave no deleted page behind in the file or its journal."""
        with self._store.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("VACUUM"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _statuses(result: dict[str, Any]) -> str:
    return ",".join(file["status"] for file in result["files"])


def _record(row: RecruitmentRow) -> RecruitmentRecord:
    return RecruitmentRecord(
        row.id, row.name, row.state, json.loads(row.options), row.created_at,  # type: ignore[arg-type]
        row.released_at, row.purge_on,
    )  # fmt: skip
