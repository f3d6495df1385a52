"""The readers' judgements, one row each.

A judgement is never changed: a corrected one is a new one (:mod:`.judgement_log`). In the table
that goes to the analysis every pair of reader and application stands once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from fairscreen.errors import FairscreenError
from fairscreen.experiment.assignment import ARMS, Assignment
from fairscreen.experiment.cells import arm_code, column_map, flag, is_unknown, number, required
from fairscreen.experiment.spreadsheets import Table, TableFormat, write_table

__all__ = ["Judgement", "judgement_form", "read_judgements", "write_judgements"]

_NEEDED = ("reviewer", "application", "arm", "shortlisted")
_ALLOWED = ("rank", "score", "recognised", "guess", "time", "order")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reader's judgement of one application.

    Attributes
    ----------
    arm:
        0 open, 1 anonymous.
    rank:
        Place in the reader's list, 1 = first; nan when not given.
    score:
        Overall score, or the mean of the competences' scores; nan when not given.
    scores:
        By competence.
    recognised:
        Whether the reader recognised the applicant; ``None`` when not asked.
    guesses:
        Guessed level by attribute; the empty name stands for the study's first attribute.
    row:
        Row in the table it came from; 0 when there is none.
    """

    reviewer: str
    application: str
    arm: int
    shortlisted: bool
    rank: float = math.nan
    score: float = math.nan
    scores: dict[str, float] = field(default_factory=dict)
    recognised: bool | None = None
    guesses: dict[str, str] = field(default_factory=dict)
    time: str = ""
    row: int = 0


def read_judgements(
    table: Table, *, score_range: tuple[float, float] | None = None, crossover: bool = False
) -> tuple[Judgement, ...]:
    """Judgements from a table.

    Parameters
    ----------
    score_range:
        Lowest and highest score, when the study has fixed them.
    crossover:
        Whether one reader may read in both arms (never the same application).

    Raises
    ------
    FairscreenError
        With the row and the column: unknown, missing or double columns, an unknown arm, a value
        that does not fit, a duplicate, a reader with both versions.
    """
    found = column_map(table, needed=_NEEDED, allowed=_ALLOWED, prefixes=("score_", "guess_"))
    low, high = score_range or (-math.inf, math.inf)
    out = []
    for row in table.rows:
        scores = {
            header.removeprefix("score_"): number(table, row, header, low=low, high=high)
            for header in found
            if header.startswith("score_") and not is_unknown(row[header])
        }
        score = number(table, row, found["score"], low=low, high=high) if "score" in found else (
            _mean(scores.values())
        )  # fmt: skip
        guesses = {
            header.removeprefix("guess").removeprefix("_"): row[found[header]]
            for header in found
            if header.startswith("guess") and not is_unknown(row[found[header]])
        }
        out.append(
            Judgement(
                reviewer=required(table, row, found["reviewer"]),
                application=required(table, row, found["application"]),
                arm=arm_code(table, row, found["arm"]),
                shortlisted=flag(table, row, found["shortlisted"]),
                rank=number(table, row, found["rank"], low=1) if "rank" in found else math.nan,
                score=score,
                scores=scores,
                recognised=(
                    flag(table, row, found["recognised"])
                    if "recognised" in found and row[found["recognised"]]
                    else None
                ),
                guesses=guesses,
                time=row[found["time"]] if "time" in found else "",
                row=row.number,
            )
        )
    _refuse_repeats(out, table.name, found, crossover=crossover)
    _refuse_no_choice(out, table.name, found["shortlisted"])
    return tuple(out)


def write_judgements(judgements: Iterable[Judgement], *, format: TableFormat = "csv") -> bytes:
    """The judgements as a table, all columns that hold something."""
    rows = list(judgements)
    competences = sorted({name for row in rows for name in row.scores})
    guessed = sorted({name for row in rows for name in row.guesses})
    columns = [*_NEEDED, "rank", "score", *(f"score_{name}" for name in competences)]
    columns += ["recognised", *(f"guess_{name}" if name else "guess" for name in guessed), "time"]
    return write_table(
        columns,
        [
            [
                row.reviewer, row.application, ARMS[row.arm], int(row.shortlisted),
                _known(row.rank), _known(row.score),
                *(_known(row.scores.get(name, math.nan)) for name in competences),
                None if row.recognised is None else int(row.recognised),
                *(row.guesses.get(name) for name in guessed),
                row.time,
            ]
            for row in rows
        ],
        format=format,
        title="bedömningar",
    )  # fmt: skip


def judgement_form(
    assignment: Assignment,
    reviewer: str,
    *,
    competences: Iterable[str] = (),
    format: TableFormat = "xlsx",
) -> bytes:
    """An empty form for one reader: their applications, in their order, and nobody else's."""
    reader = assignment.readers.index(reviewer)
    scores = [f"score_{name}" for name in competences] or ["score"]
    blanks = [None] * (len(scores) + 4)
    return write_table(
        [*_NEEDED, "rank", *scores, "recognised", "guess"],
        [
            [
                reviewer,
                assignment.applications[place],
                assignment.arm_of(reviewer, assignment.applications[place]),
                *blanks,
            ]
            for place in assignment.orders[reader]
        ],
        format=format,
        title="bedömningar",
    )


def _refuse_repeats(
    judgements: list[Judgement], name: str, found: dict[str, str], *, crossover: bool
) -> None:
    pairs: dict[tuple[str, str], Judgement] = {}
    arms: dict[str, Judgement] = {}
    for judgement in judgements:
        first = pairs.setdefault((judgement.reviewer, judgement.application), judgement)
        if first is not judgement:
            code = "study-duplicate" if first.arm == judgement.arm else "study-both-versions"
            raise FairscreenError(
                code, name=name, row=judgement.row, first_row=first.row,
                column=found["application"] if code == "study-duplicate" else found["arm"],
            )  # fmt: skip
    for judgement in judgements:
        first = arms.setdefault(judgement.reviewer, judgement)
        if first.arm != judgement.arm and not crossover:
            raise FairscreenError(
                "study-reader-both-arms", name=name, row=judgement.row, first_row=first.row,
                column=found["arm"],
            )  # fmt: skip


def _refuse_no_choice(judgements: list[Judgement], name: str, column: str) -> None:
    if len({judgement.shortlisted for judgement in judgements}) == 1:
        code = "study-all-selected" if judgements[0].shortlisted else "study-none-selected"
        raise FairscreenError(
            code, name=name, column=column, row=judgements[0].row, last_row=judgements[-1].row
        )


def _mean(values: Iterable[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def _known(value: float) -> float | int | None:
    if math.isnan(value):
        return None
    return int(value) if value.is_integer() else value
