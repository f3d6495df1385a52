"""The primary question asked in other ways; none of these decides anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from fairscreen.experiment.assignment_set import AssignmentSet
from fairscreen.experiment.contrasts import arm_contrast, standardised
from fairscreen.experiment.naive import pooled_chi_square, pooled_difference_in_differences, welch
from fairscreen.experiment.observations import Observations
from fairscreen.experiment.outcomes import Outcome, filled_distances
from fairscreen.experiment.overlap import (
    kappa_distances,
    overlap_gap,
    permanova_f,
    rbo_distances,
    tau_distances,
)
from fairscreen.experiment.randomisation import mid_p, p_greater, p_two_sided

__all__ = ["naive_list", "sensitivity_list"]


def sensitivity_list(
    data: Observations, assignments: AssignmentSet, primary: Outcome
) -> list[dict[str, Any]]:
    """Other readings of the primary estimate: ``name``, ``estimate``, ``p_value``."""
    return [
        {"name": name, "estimate": estimate, "p_value": p_value}
        for name, estimate, p_value in _all(data, assignments, primary)
    ]


def naive_list(data: Observations, primary: Outcome, *, quota: bool) -> list[dict[str, Any]]:
    """Tests that count every judgement by itself: ``name`` and ``p_value``."""
    out: list[dict[str, Any]] = []
    if not quota:
        p_value = pooled_chi_square(data.chosen, data.arm)
        out.append({"name": "pooled_chi_square", "p_value": p_value})
    groups = _groups(data, primary)
    if groups is not None:
        p_value = pooled_difference_in_differences(data.chosen, data.arm, *groups)
        out.append({"name": "pooled_difference_in_differences", "p_value": p_value})
    return out


def _all(
    data: Observations, assignments: AssignmentSet, primary: Outcome
) -> Iterator[tuple[str, float | None, float]]:
    if not primary.one_sided:
        yield "mid_p", primary.estimate, mid_p(primary.stats)
    groups = _groups(data, primary)
    contrast = primary.name == "arm_by_group"
    if contrast and groups is not None:
        if not assignments.by_pair:
            gaps = _gaps(data, *groups)
            p_value, _ = welch(gaps, assignments.z[0])
            if np.isfinite(p_value):
                yield "welch_t_on_reader_gaps", primary.estimate, p_value
        for name, kept in _subsets(data):
            stats = arm_contrast(assignments, np.where(kept, data.chosen, np.nan), *groups)
            if np.isfinite(stats[0]):
                yield name, float(stats[0]), p_two_sided(stats)
    if data.score is not None:
        everyone = np.ones(len(data.applications), dtype=bool)
        stats = arm_contrast(assignments, standardised(data.score), *(groups or (everyone, None)))
        if np.isfinite(stats[0]):
            yield "score_standardised_within_reader", float(stats[0]), p_two_sided(stats)
    if not assignments.by_pair:
        yield from _other_distances(data, assignments)


def _subsets(data: Observations) -> Iterator[tuple[str, np.ndarray]]:
    if data.recognised is not None and (data.recognised == 1).any():
        yield "without_recognised", data.recognised != 1
    assigned = data.arm >= 0
    complete = (data.judged | ~assigned).all(axis=1)
    if complete.any() and not complete[data.judged.any(axis=1)].all():
        yield "only_complete_readers", np.repeat(complete[:, None], data.chosen.shape[1], axis=1)


def _other_distances(
    data: Observations, assignments: AssignmentSet
) -> Iterator[tuple[str, float | None, float]]:
    active = data.judged.any(axis=1)
    choices = {"overlap_by_kappa": kappa_distances(data.chosen)}
    if data.score is not None:
        choices["overlap_by_tau_of_scores"] = tau_distances(data.score)
    if data.rank is not None:
        choices["overlap_by_rank_biased_overlap"] = rbo_distances(data.rank)
    for name, raw in choices.items():
        distances = filled_distances(raw, active)
        if distances is None:
            continue
        z = assignments.z[:, active]
        f, _ = permanova_f(z, distances)
        if np.isfinite(f[0]):
            yield name, float(overlap_gap(z[:1], distances.copy())[0]), p_greater(f)


def _groups(data: Observations, primary: Outcome) -> tuple[np.ndarray, np.ndarray] | None:
    if primary.attribute is None or primary.level is None or primary.reference is None:
        return None
    attribute = data.attribute(primary.attribute)
    return (
        attribute.members(attribute.levels.index(primary.level)),
        attribute.members(attribute.levels.index(primary.reference)),
    )


def _gaps(data: Observations, group: np.ndarray, reference: np.ndarray) -> np.ndarray:
    chosen = data.chosen
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = [
            np.nansum(chosen[:, part], axis=1) / (~np.isnan(chosen[:, part])).sum(axis=1)
            for part in (group, reference)
        ]
    return rates[0] - rates[1]
