"""What the person who reads the result must know before believing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from fairscreen.experiment.assignment_set import AssignmentSet
from fairscreen.experiment.conclusion import warning
from fairscreen.experiment.design import Design
from fairscreen.experiment.feasibility import smallest_p_of_blocks
from fairscreen.experiment.group_tables import GroupTable
from fairscreen.experiment.observations import Observations
from fairscreen.experiment.observe import Study
from fairscreen.experiment.suppression import SMALLEST_CELL

__all__ = ["study_warnings"]

Note = dict[str, str]


def study_warnings(
    study: Study,
    design: Design | None,
    assignments: AssignmentSet,
    tables: list[GroupTable],
    *,
    alpha: float,
    quota: bool,
    planned: bool,
    overlap: dict[str, Any] | None,
    blinding: dict[str, Any],
    naive: list[dict[str, Any]],
    p_value: float | None,
) -> list[Note]:
    """All warnings of one analysis, the weightiest first."""
    return [
        *_about_the_draw(study, assignments, alpha),
        *_about_the_plan(study, design, planned=planned, quota=quota),
        *_about_the_groups(study.observations, tables),
        *_about_the_reading(study, design, blinding),
        *_about_the_tests(overlap, naive, p_value, alpha),
    ]


def _about_the_draw(study: Study, assignments: AssignmentSet, alpha: float) -> Iterator[Note]:
    assignment = study.assignment
    if not assignments.by_pair:
        blocks = np.array(assignment.blocks)
        arm = assignments.z[0]
        sizes = [int((blocks == block).sum()) for block in np.unique(blocks)]
        ones = [int(arm[blocks == block].sum()) for block in np.unique(blocks)]
        smallest = smallest_p_of_blocks(sizes, ones)
        if smallest > alpha:
            yield warning("cannot-reject", smallest=smallest, alpha=alpha)
        if not assignment.known:
            yield warning(
                "assignment-unknown", anonymous=int(arm.sum()), readers=len(assignment.readers)
            )
    else:
        yield warning("carry-over")


def _about_the_plan(
    study: Study, design: Design | None, *, planned: bool, quota: bool
) -> Iterator[Note]:
    if design is None:
        yield warning("not-planned")
    elif not planned:
        yield warning("not-locked")
    if quota:
        yield warning("quota")
        if study.assignment.kind == "crossover":
            yield warning("shared-places")
    if design is None:
        return
    if study.assignment.known and study.assignment.design_hash is None:
        yield warning("foreign-design")
    size = len(study.assignment.readers), len(study.assignment.applications)
    if size != (design.readers, design.applications):
        yield warning(
            "size-differs", planned_readers=design.readers,
            planned_applications=design.applications, readers=size[0], applications=size[1],
        )  # fmt: skip
    if design.shortlist.length is not None:
        active = study.observations.judged.any(axis=1)
        lengths = study.observations.list_lengths[active]
        other = int((lengths != design.shortlist.length).sum())
        if other:
            yield warning("list-length", count=other, length=design.shortlist.length)


def _about_the_groups(data: Observations, tables: list[GroupTable]) -> Iterator[Note]:
    for table in tables:
        if table.hidden:
            yield warning("suppressed", attribute=table.attribute, smallest=SMALLEST_CELL)
        unknown = table.body["unknown"]
        if unknown["suppressed"]:
            yield warning("unknown-group-few", attribute=table.attribute)
        elif unknown["applications"]:
            yield warning("unknown-group", attribute=table.attribute, count=unknown["applications"])
        if any(
            ratio.selected in (0, ratio.total)
            or ratio.reference_selected in (0, ratio.reference_total)
            for ratio in table.ratios.values()
        ):
            yield warning("zero-cells", attribute=table.attribute)


def _about_the_reading(
    study: Study, design: Design | None, blinding: dict[str, Any]
) -> Iterator[Note]:
    data = study.observations
    if study.dropouts:
        yield warning("dropouts", count=study.dropouts)
    if study.unread:
        yield warning("unread", count=study.unread)
    active = data.judged.any(axis=1)
    lengths, read = data.list_lengths[active], data.judged.sum(axis=1)[active]
    extreme = int(((lengths == 0) | (lengths == read)).sum())
    if extreme:
        yield warning("no-choice", count=extreme)
    known = blinding["recognised"].get("anonymous")
    if known and known["share"] > 0:
        yield warning("recognised", share=100 * known["share"])
    for guess in blinding["guesses"]:
        if guess["arm"] == "anonymous" and guess["p_value"] <= 0.05:
            yield warning(
                "unblinded", attribute=guess["attribute"], correct=100 * guess["correct"],
                chance=100 * guess["chance"],
            )  # fmt: skip


def _about_the_tests(
    overlap: dict[str, Any] | None,
    naive: list[dict[str, Any]],
    p_value: float | None,
    alpha: float,
) -> Iterator[Note]:
    spread = overlap["dispersion_p"] if overlap else None
    if spread is not None and spread <= 0.05:
        yield warning("dispersion", p=spread)
    if p_value is None or p_value <= alpha:
        return
    for test in naive:
        if test["name"] == "pooled_difference_in_differences" and test["p_value"] <= alpha:
            yield warning("naive-disagrees", p_value=test["p_value"])
