"""What a reader does: open the link, read one application at a time, judge, hand in, guess.

A reader meets the applications under numbers of their own, in their own order, in the one version
that was drawn. Nothing here takes a code, a version or another reader's name from the reader, so
that nothing else can be asked for. Guesses are asked after the list is handed in, in both arms, so
that the question does not colour the choice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fairscreen.errors import FairscreenError
from fairscreen.workflows.study_desk import hash_of
from fairscreen.workflows.study_records import (
    assignment_of,
    collected_judgements,
    design_of,
    group_table,
)

if TYPE_CHECKING:
    from fairscreen.experiment import Assignment, Design, Judgement
    from fairscreen.store import Studies

__all__ = ["Answer", "Reading", "ReadingItem", "open_reading"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says about one application; ``scores`` by competence, 1 to 5."""

    shortlisted: bool | None
    scores: Mapping[str, int]
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """One application as its reader sees it; ``number`` counts from 1 in the reader's order."""

    number: int
    answer: Answer | None
    guesses: Mapping[str, str]


def open_reading(studies: Studies, token: str, *, now: datetime) -> Reading:
    """The reading that a reader's link opens.

    Raises
    ------
    FairscreenError
        ``study-link-invalid`` for every link that does not work, whatever the reason.
    """
    found = studies.by_link(hash_of(token), now=now)
    if found is None:
        raise FairscreenError("study-link-invalid")
    record, reader = found
    return Reading(
        studies, record.id, reader.code, is_open=record.state == "reading",
        handed_in=reader.handed_in_at is not None, design=design_of(record),
        assignment=assignment_of(record), judgements=collected_judgements(studies, record),
    )  # fmt: skip


class Reading:
    """One reader's pile. Use :func:`open_reading`.

    Attributes
    ----------
    is_open:
        Whether the study still takes judgements.
    handed_in:
        Whether the reader has handed in the list.
    """

    def __init__(
        self,
        studies: Studies,
        study_id: str,
        reader: str,
        *,
        is_open: bool,
        handed_in: bool,
        design: Design,
        assignment: Assignment,
        judgements: tuple[Judgement, ...],
    ) -> None:
        self._studies, self._study_id, self._reader = studies, study_id, reader
        self._assignment = assignment
        self.is_open, self.handed_in, self.design = is_open, handed_in, design
        order = assignment.orders[assignment.readers.index(reader)]
        self._codes = [assignment.applications[place] for place in order]
        self._mine = {j.application: j for j in judgements if j.reviewer == reader}

    @property
    def total(self) -> int:
        """Applications to read."""
        return len(self._codes)

    @property
    def items(self) -> list[ReadingItem]:
        """All applications in the reader's order, with what was answered so far."""
        return [self.item(number) for number in range(1, self.total + 1)]

    @property
    def done(self) -> int:
        """Applications judged."""
        return len(self._mine)

    @property
    def chosen(self) -> int:
        """Applications on the list."""
        return sum(judgement.shortlisted for judgement in self._mine.values())

    @property
    def length(self) -> int | None:
        """How many the list must have; ``None`` when it is free."""
        return self.design.shortlist.length

    @property
    def next_number(self) -> int | None:
        """The first application that is not judged."""
        return next((i.number for i in self.items if i.answer is None), None)

    def item(self, number: int) -> ReadingItem:
        """One application; ``page-not-found`` for a number that the reader does not have."""
        judgement = self._mine.get(self._code(number))
        if judgement is None:
            return ReadingItem(number, None, {})
        scores = {name: int(score) for name, score in judgement.scores.items()}
        answer = Answer(judgement.shortlisted, scores, bool(judgement.recognised))
        return ReadingItem(number, answer, judgement.guesses)

    def text(self, number: int) -> str:
        """The application's text, in the version drawn for this reader."""
        code = self._code(number)
        arm = self._assignment.arm_of(self._reader, code)
        assert arm is not None
        text = self._studies.material(self._study_id, code, arm)  # type: ignore[arg-type]
        if text is None:
            raise FairscreenError("study-link-invalid")
        return text

    def judge(self, number: int, answer: Answer, *, now: datetime) -> None:
        """Keep a judgement. An earlier one of the same application stays as a trace.

        Raises
        ------
        FairscreenError
            ``study-choice-missing``, ``study-reading-closed``.
        """
        if answer.shortlisted is None:
            raise FairscreenError("study-choice-missing")
        known = {competence.name for competence in self.design.competences}
        scores = {n: float(s) for n, s in answer.scores.items() if n in known and 1 <= s <= 5}
        mean = sum(scores.values()) / len(scores) if scores else math.nan
        self._append(
            number, now, shortlisted=answer.shortlisted, scores=scores, score=mean,
            recognised=answer.recognised,
        )  # fmt: skip

    def hand_in(self, *, now: datetime) -> None:
        """Hand in the list.

        Raises
        ------
        FairscreenError
            ``study-list-unread``, ``study-list-length``, ``study-reading-closed``.
        """
        if not self.is_open or self.handed_in:
            raise FairscreenError("study-reading-closed")
        if self.done < self.total:
            raise FairscreenError("study-list-unread", left=self.total - self.done)
        if self.length is not None and self.chosen != self.length:
            raise FairscreenError("study-list-length", chosen=self.chosen, length=self.length)
        self._studies.hand_in(self._study_id, self._reader, now)
        self.handed_in = True

    def guess_choices(self) -> dict[str, tuple[str, ...]]:
        """For each attribute of the plan the groups that can be guessed."""
        table = self._studies.groups(self._study_id)
        if table is None:
            return {}
        groups = group_table(table)
        out = {}
        for attribute in self.design.attributes:
            name = attribute.name.casefold()
            levels = {row[name] for row in groups.levels.values() if name in row}
            out[name] = tuple(sorted(levels, key=str.casefold))
        return out

    def guess(self, guesses: Mapping[int, Mapping[str, str]], *, now: datetime) -> None:
        """Keep guesses of groups: by number, by attribute. Only after handing in."""
        choices = self.guess_choices()
        for number, by_attribute in sorted(guesses.items()):
            kept = {n: g for n, g in by_attribute.items() if g in choices.get(n, ())}
            before = self._mine.get(self._code(number))
            if kept and before is not None and kept != before.guesses:
                self._append(
                    number, now, handed_in=True, shortlisted=before.shortlisted,
                    scores=before.scores, score=before.score, recognised=before.recognised,
                    guesses=kept,
                )  # fmt: skip

    def _append(
        self, number: int, now: datetime, *, handed_in: bool = False, **values: object
    ) -> None:
        from fairscreen.experiment import ARMS, Judgement, judgement_line

        code = self._code(number)
        arm = self._assignment.arm_of(self._reader, code)
        assert arm is not None
        judgement = Judgement(self._reader, code, ARMS.index(arm), **values)  # type: ignore[arg-type]
        self._studies.append(
            self._study_id,
            self._reader,
            lambda before: judgement_line(judgement, time=now, before=before),
            handed_in=handed_in,
        )
        self._mine[code] = judgement

    def _code(self, number: int) -> str:
        if not 1 <= number <= len(self._codes):
            raise FairscreenError("page-not-found")
        return self._codes[number - 1]
