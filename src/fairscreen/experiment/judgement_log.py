"""Judgements as they come in: appended, never changed, each with its time.

One JSON object a line, each carrying the hash of the line before it, so that a removed or changed
line is noticed. A reader who changes their mind adds a line; the last one counts and the rest stay
as a trace.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from fairscreen.errors import FairscreenError
from fairscreen.experiment.assignment import ARMS, Assignment
from fairscreen.experiment.judgements import Judgement

__all__ = ["JudgementLog", "current_judgements", "judgement_line", "judgements_in"]


def judgement_line(judgement: Judgement, *, time: datetime, before: str) -> str:
    """One judgement as a line of a log; ``before`` is the SHA-256 of the line before, or empty."""
    record = {
        "time": time.isoformat(timespec="seconds"),
        "before": before,
        "judgement": {
            key: None if isinstance(value, float) and math.isnan(value) else value
            for key, value in asdict(judgement).items()
            if key not in ("row", "time")
        },
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def judgements_in(lines: Iterable[str], *, name: str) -> Iterator[Judgement]:
    """Every judgement of a log's lines, in order.

    Raises
    ------
    FairscreenError
        ``study-log-broken`` with the line, when one was changed or removed.
    """
    before = ""
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
            kept = record["judgement"]
            if record["before"] != before:
                raise ValueError
            for key in ("rank", "score"):
                kept[key] = math.nan if kept[key] is None else float(kept[key])
            judgement = Judgement(**kept, time=record["time"], row=number)
        except (ValueError, KeyError, TypeError) as error:
            raise FairscreenError("study-log-broken", name=name, row=number) from error
        before = _hash(line)
        yield judgement


def current_judgements(history: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The last judgement of each pair, in order of first judgement."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in history:
        last[judgement.reviewer, judgement.application] = judgement
    return tuple(last.values())


class JudgementLog:
    """The log of one study, checked against its assignment.

    Parameters
    ----------
    file:
        Need not exist yet.
    """

    def __init__(self, file: Path, assignment: Assignment) -> None:
        self.file = file
        self.assignment = assignment

    def append(self, judgement: Judgement, *, time: datetime) -> None:
        """Add one judgement.

        Raises
        ------
        FairscreenError
            ``study-judgement-refused`` when the pair was not assigned, or in the other arm.
        """
        if not self._allowed(judgement):
            raise FairscreenError("study-judgement-refused")
        line = judgement_line(judgement, time=time, before=self._last_hash())
        with self.file.open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")

    def history(self) -> Iterator[Judgement]:
        """Every judgement ever made, in order.

        Raises
        ------
        FairscreenError
            ``study-log-broken`` with the line, when one was changed or removed.
        """
        return judgements_in(self._lines(), name=self.file.name)

    def current(self) -> tuple[Judgement, ...]:
        """The last judgement of each pair, in order of first judgement."""
        return current_judgements(self.history())

    def _allowed(self, judgement: Judgement) -> bool:
        known = (
            judgement.reviewer in self.assignment.readers
            and judgement.application in self.assignment.applications
        )
        return known and ARMS[judgement.arm] == self.assignment.arm_of(
            judgement.reviewer, judgement.application
        )

    def _lines(self) -> list[str]:
        return self.file.read_text("utf-8").splitlines() if self.file.exists() else []

    def _last_hash(self) -> str:
        lines = self._lines()
        return _hash(lines[-1]) if lines else ""


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()
