"""Everything that is estimated, each with its value under every possible assignment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairscreen.experiment.agreement import agreement_differences
from fairscreen.experiment.assignment_set import AssignmentSet
from fairscreen.experiment.consensus import consensus
from fairscreen.experiment.contrasts import (
    arm_cells,
    arm_contrast,
    log_ratio_of_ratios,
    shift_pattern,
)
from fairscreen.experiment.observations import Attribute, Observations
from fairscreen.experiment.overlap import jaccard_distances, overlap_gap, permanova_f

__all__ = ["Outcome", "all_outcomes", "filled_distances"]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Outcome:
    """One estimand.

    Attributes
    ----------
    estimate:
        The figure that is shown; normally ``stats[0]``.
    stats:
        ``(N,)``, the test statistic under each assignment, observed first.
    shift:
        ``(N,)``, for the interval; ``None`` when the estimand has no additive effect.
    one_sided:
        Whether only large ``stats`` speak against no effect.
    unit:
        ``share`` (a difference; 0.1 = ten percentage points), ``proportion``, ``log``, ``points``
        or ``coefficient``.
    """

    name: str
    estimate: float
    stats: Floats
    shift: Floats | None
    method: str
    unit: str
    one_sided: bool = False
    attribute: str | None = None
    level: str | None = None
    reference: str | None = None


def all_outcomes(
    data: Observations,
    assignments: AssignmentSet,
    *,
    shown: dict[str, tuple[str, ...]],
    quota: bool,
    length: int,
) -> list[Outcome]:
    """All estimands that these data allow.

    Parameters
    ----------
    shown:
        For each attribute the levels that may be shown, reference first; fewer than two = none.
    quota:
        Whether every reader's list has a fixed length, so that the selection rate cannot differ.
    length:
        Length of the arms' joint shortlists.
    """
    everyone = np.ones(len(data.applications), dtype=bool)
    overall = _shift(data, assignments, data.chosen, everyone)
    out = list(_by_group(data, assignments, shown))
    way = _way(assignments)
    if not quota:
        stats = arm_contrast(assignments, data.chosen, everyone)
        out.append(Outcome("selection_rate_difference", stats[0], stats, overall, way, "share"))
    if data.score is not None:
        stats = arm_contrast(assignments, data.score, everyone)
        shift = _shift(data, assignments, data.score, everyone)
        out.append(Outcome("score_difference", stats[0], stats, shift, way, "points"))
    if not assignments.by_pair:
        out.extend(_overlap(data, assignments))
    if 0 < length < len(data.applications):
        joint = consensus(assignments, data.chosen, length)
        out.append(
            Outcome(
                "consensus_overlap", float(joint.kept[0]) / length, -joint.kept, None,
                f"{way}, one-sided", "proportion", one_sided=True,
            )
        )  # fmt: skip
    alpha, ac1 = agreement_differences(assignments, data.chosen)
    for name, stats in (
        ("agreement_alpha_difference", alpha),
        ("agreement_ac1_difference", ac1),
    ):
        if np.isfinite(stats[0]):
            out.append(Outcome(name, stats[0], stats, overall, way, "coefficient"))
    return [outcome for outcome in out if np.isfinite(outcome.stats[0])]


def filled_distances(distances: Floats, active: Mask) -> Floats | None:
    """Distances among ``active`` readers; those with nothing in common get the mean of the rest.

    ``None`` when there are fewer than four readers, or nothing to compare.
    """
    part = distances[np.ix_(active, active)]
    known = part[np.triu_indices(len(part), 1)]
    if len(part) < 4 or np.isnan(known).all():
        return None
    filled = np.where(np.isnan(part), np.nanmean(known), part)
    np.fill_diagonal(filled, 0.0)
    return filled


def _by_group(
    data: Observations, assignments: AssignmentSet, shown: dict[str, tuple[str, ...]]
) -> Iterator[Outcome]:
    way = _way(assignments)
    for attribute in data.attributes:
        levels = shown.get(attribute.name, ())
        for level in levels[1:]:
            group, reference = _members(attribute, level), _members(attribute, levels[0])
            label = {"attribute": attribute.name, "level": level, "reference": levels[0]}
            stats = arm_contrast(assignments, data.chosen, group, reference)
            shift = _shift(data, assignments, data.chosen, group, reference)
            yield Outcome("arm_by_group", stats[0], stats, shift, way, "share", **label)
            both = np.column_stack([group, reference]).astype(float)
            logs = log_ratio_of_ratios(arm_cells(assignments, data.chosen, both))
            yield Outcome("impact_ratio_change", logs[0], logs, shift, way, "log", **label)
            if data.score is not None:
                stats = arm_contrast(assignments, data.score, group, reference)
                shift = _shift(data, assignments, data.score, group, reference)
                yield Outcome(
                    "score_arm_by_group", stats[0], stats, shift, way, "points", **label
                )  # fmt: skip


def _overlap(data: Observations, assignments: AssignmentSet) -> Iterator[Outcome]:
    active = data.judged.any(axis=1)
    distances = filled_distances(jaccard_distances(data.chosen), active)
    if distances is None:
        return
    z = assignments.z[:, active]
    gap = overlap_gap(z, distances.copy())
    f, _ = permanova_f(z, distances)
    if np.isfinite(gap[0]):
        yield Outcome(
            "shortlist_overlap_gap", float(gap[0]), f, None,
            f"PERMANOVA on Jaccard distances, {_way(assignments)}", "share", one_sided=True,
        )  # fmt: skip


def _shift(
    data: Observations,
    assignments: AssignmentSet,
    values: Floats,
    group: Mask,
    reference: Mask | None = None,
) -> Floats:
    pattern = shift_pattern(~np.isnan(values), group, observed=data.arm)
    return arm_contrast(assignments, pattern, group, reference)


def _members(attribute: Attribute, level: str) -> Mask:
    return attribute.members(attribute.levels.index(level))


def _way(assignments: AssignmentSet) -> str:
    kind = "exact" if assignments.exact else "Monte Carlo"
    return f"{kind} randomisation, {len(assignments)} assignments"
