"""From tables to arrays: judgements, assignment and groups brought together and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairscreen.errors import FairscreenError
from fairscreen.experiment.assignment import ARMS, Assignment
from fairscreen.experiment.assignment_table import read_assignment
from fairscreen.experiment.groups import Groups, attributes_of
from fairscreen.experiment.judgements import Judgement
from fairscreen.experiment.observations import Attribute, Observations
from fairscreen.experiment.spreadsheets import Row, Table

__all__ = ["Study", "observe"]


@dataclass(frozen=True, eq=False)
class Study:
    """What the analysis works on.

    Attributes
    ----------
    dropouts:
        Assigned readers without a single judgement; they stay in the assignment set.
    unread:
        Assigned pairs, of readers who judged something, that were not judged.
    """

    observations: Observations
    assignment: Assignment
    dropouts: int
    unread: int


def observe(
    judgements: Sequence[Judgement],
    *,
    name: str,
    groups: Groups | None = None,
    assignment: Assignment | None = None,
    references: Mapping[str, str] | None = None,
) -> Study:
    """Put a study together.

    Parameters
    ----------
    name:
        File of the judgements, for complaints.
    assignment:
        The stored one. Without it, it is read out of the judgements and marked as not known.

    Raises
    ------
    FairscreenError
        ``study-not-assigned`` and ``study-arm-mismatch`` with row and column,
        ``study-arm-empty``, ``study-too-few``, and those of
        :func:`fairscreen.experiment.groups.attributes_of`.
    """
    if assignment is None:
        assignment = _implied(judgements, name)
    _refuse_unassigned(judgements, assignment, name)
    reader_at = {reader: place for place, reader in enumerate(assignment.readers)}
    column_at = {code: place for place, code in enumerate(assignment.applications)}
    shape = (len(reader_at), len(column_at))
    places = np.array([(reader_at[j.reviewer], column_at[j.application]) for j in judgements])

    def filled(values: Sequence[float]) -> NDArray[np.float64] | None:
        if all(value != value for value in values):
            return None
        matrix = np.full(shape, np.nan)
        matrix[places[:, 0], places[:, 1]] = values
        return matrix

    chosen = filled([float(j.shortlisted) for j in judgements])
    assert chosen is not None
    attributes = (
        attributes_of(groups, assignment.applications, references=references) if groups else ()
    )
    observations = Observations(
        readers=assignment.readers,
        applications=assignment.applications,
        chosen=chosen,
        arm=assignment.arm_matrix(),
        attributes=attributes,
        score=filled([j.score for j in judgements]),
        rank=filled([j.rank for j in judgements]),
        recognised=filled(
            [np.nan if j.recognised is None else float(j.recognised) for j in judgements]
        ),
        guesses=_guesses(judgements, places, shape, attributes),
    )
    judged = observations.judged
    for code, arm in enumerate(ARMS):
        if not (judged & (observations.arm == code)).any():
            raise FairscreenError("study-arm-empty", name=name, arm=arm)
    active = judged.any(axis=1)
    if active.sum() < 2 or judged.any(axis=0).sum() < 2:
        raise FairscreenError(
            "study-too-few", readers=int(active.sum()), applications=int(judged.any(axis=0).sum())
        )
    return Study(
        observations,
        assignment,
        dropouts=int((~active).sum()),
        unread=int(((observations.arm >= 0) & ~judged)[active].sum()),
    )


def _implied(judgements: Sequence[Judgement], name: str) -> Assignment:
    table = Table(
        name,
        ("reviewer", "application", "arm"),
        tuple(
            Row(j.row, {"reviewer": j.reviewer, "application": j.application, "arm": ARMS[j.arm]})
            for j in judgements
        ),
    )
    read = read_assignment(table, kind="complete")
    # A reader who skipped a few was still drawn for all: the arm goes for the whole row.
    arms = tuple(row.replace("-", "1" if "1" in row else "0") for row in read.arms)
    return read.model_copy(update={"arms": arms, "known": False})


def _refuse_unassigned(judgements: Sequence[Judgement], assignment: Assignment, name: str) -> None:
    readers, applications = set(assignment.readers), set(assignment.applications)
    for judgement in judgements:
        column = None
        if judgement.reviewer not in readers:
            column = "reviewer"
        elif judgement.application not in applications:
            column = "application"
        drawn = (
            assignment.arm_of(judgement.reviewer, judgement.application) if column is None else None
        )
        if drawn is None:
            raise FairscreenError(
                "study-not-assigned", name=name, row=judgement.row, column=column or "application"
            )
        if drawn != ARMS[judgement.arm]:
            raise FairscreenError("study-arm-mismatch", name=name, row=judgement.row, column="arm")


def _guesses(
    judgements: Sequence[Judgement],
    places: NDArray[np.int_],
    shape: tuple[int, int],
    attributes: Sequence[Attribute],
) -> dict[str, NDArray[np.int_]]:
    out: dict[str, NDArray[np.int_]] = {}
    for index, attribute in enumerate(attributes):
        levels = {level.casefold(): code for code, level in enumerate(attribute.levels)}
        matrix = np.full(shape, -1, dtype=int)
        for judgement, (reader, application) in zip(judgements, places, strict=True):
            guess = judgement.guesses.get(attribute.name)
            if guess is None and index == 0:
                guess = judgement.guesses.get("")
            # A guess at a group that is not in the pile is a guess, and wrong.
            if guess is not None:
                matrix[reader, application] = levels.get(guess.casefold(), len(levels))
        if (matrix >= 0).any():
            out[attribute.name] = matrix
    return out
