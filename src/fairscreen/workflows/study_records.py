"""The parts of a study's record as objects, and the order of its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.experiment import Assignment, Design, Groups, Judgement
    from fairscreen.store import Studies, StudyRecord

__all__ = [
    "assignment_of", "collected_judgements", "design_of", "group_table", "need", "wrong_step",
]  # fmt: skip


def design_of(record: StudyRecord) -> Design:
    """The study's plan."""
    from fairscreen.experiment import design_from_toml

    return design_from_toml(record.design, name="studiens plan")


def assignment_of(record: StudyRecord) -> Assignment:
    """The study's draw; an error when there is none yet."""
    from fairscreen.experiment import assignment_from_json

    if record.assignment is None:
        raise wrong_step("analysera", "Ingen är lottad ännu.")
    return assignment_from_json(record.assignment, name="lottningen")


def group_table(text: str) -> Groups:
    """The group table that was stored as CSV text."""
    from fairscreen.experiment import read_groups, read_table

    return read_groups(read_table(text.encode(), name="grupperna"))


def collected_judgements(studies: Studies, record: StudyRecord) -> tuple[Judgement, ...]:
    """The judgements that count: the last one of each pair.

    Raises
    ------
    FairscreenError
        ``study-log-broken`` when a line was changed or removed.
    """
    from fairscreen.experiment import current_judgements, judgements_in

    return current_judgements(judgements_in(studies.lines(record.id), name="bedömningarna"))


def need(record: StudyRecord, state: str, step: str, detail: str) -> None:
    """Refuse ``step`` (what was wanted, in Swedish) in another state."""
    if record.state != state:
        raise wrong_step(step, detail)


def wrong_step(step: str, detail: str) -> FairscreenError:
    """The error that says why ``step`` cannot be taken now."""
    return FairscreenError("study-step", step=step, detail=detail)
