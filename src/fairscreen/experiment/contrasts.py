"""Estimands E1 to E4: how the anonymous arm differs from the open one.

All are computed for every assignment at once. With whole readers drawn, a statistic is the mean
over anonymous readers less the mean over open ones; in a crossover it is the mean over readers of
each reader's own difference between the halves.

==== ===========================================================================================
E1   Difference in differences: [rate(g) - rate(ref)] anonymous less the same in the open arm.
     0 = hiding identity changed nothing; positive = group g gained. Range [-2, 2].
E2   Log of the ratio of the two arms' impact ratios. 0 = no change.
E3   Difference in selection rate. Identically 0 with a fixed shortlist length: then not shown.
E4   Difference in mean score, in points, or in the reader's own standard deviations.
==== ===========================================================================================
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fairscreen.experiment.assignment_set import AssignmentSet

__all__ = ["arm_cells", "arm_contrast", "log_ratio_of_ratios", "shift_pattern", "standardised"]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def arm_contrast(
    assignments: AssignmentSet, values: Floats, group: Mask, reference: Mask | None = None
) -> Floats:
    """``(N,)``: difference between arms in mean reader gap (E1), rate (E3) or score (E4).

    Parameters
    ----------
    values:
        ``(R, A)``, nan where not judged.
    group:
        ``(A,)``, the applications whose mean is taken for each reader.
    reference:
        ``(A,)``, the applications whose mean is subtracted; none for E3 and E4.
    """
    if not assignments.by_pair:
        gap = _row_means(values, group)
        if reference is not None:
            gap = gap - _row_means(values, reference)
        return _difference_of_means(assignments.z, gap)
    out = np.empty(len(assignments))
    start = 0
    for z in assignments.chunks(values.size):
        gap = _halves_difference(z, values, group)
        if reference is not None:
            gap = gap - _halves_difference(z, values, reference)
        out[start : start + len(z)] = _mean_over_known(gap)
        start += len(z)
    return out


def shift_pattern(judged: Mask, group: Mask, *, observed: NDArray[np.int8]) -> Floats:
    """``(R, A)``: an effect of 1 on the ``group`` of everything observed as anonymous.

    Fed to :func:`arm_contrast` it gives the ``shift`` of
    :func:`fairscreen.experiment.randomisation.interval`.
    """
    pattern = ((observed == 1) & group[None, :]).astype(float)
    return np.where(judged, pattern, np.nan)


def arm_cells(
    assignments: AssignmentSet, chosen: Floats, groups: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Selected and judged pairs per arm and group: ``x1, n1, x0, n0``, each ``(N, L)``.

    ``groups`` is ``(A, L)``, 1 where an application belongs to a group; 1 = anonymous arm.
    """
    judged = (~np.isnan(chosen)).astype(float)
    picked = np.nan_to_num(chosen)
    x, n = picked @ groups, judged @ groups
    if not assignments.by_pair:
        z = assignments.z.astype(float)
        x1, n1 = z @ x, z @ n
    else:
        x1 = np.empty((len(assignments), groups.shape[1]))
        n1 = np.empty_like(x1)
        start = 0
        for z in assignments.chunks(chosen.size):
            stop = start + len(z)
            x1[start:stop] = np.einsum("nra,ra,al->nl", z, picked, groups, optimize=True)
            n1[start:stop] = np.einsum("nra,ra,al->nl", z, judged, groups, optimize=True)
            start = stop
    return x1, n1, x.sum(axis=0) - x1, n.sum(axis=0) - n1


def log_ratio_of_ratios(cells: tuple[Floats, Floats, Floats, Floats]) -> Floats:
    """``(N,)``: E2 from :func:`arm_cells` with two groups, g first and the reference second.

    Half a selection is added to all four cells of an assignment that leaves one of them empty
    (Haldane 1956; Anscombe 1956), so that the logarithm exists.
    """
    x1, n1, x0, n0 = cells
    x, n = np.concatenate([x1, x0], axis=1), np.concatenate([n1, n0], axis=1)
    empty = (x < 0.5).any(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log((x + 0.5 * empty) / (n + empty))
    return logs[:, 0] - logs[:, 1] - logs[:, 2] + logs[:, 3]


def standardised(values: Floats) -> Floats:
    """``values`` with each reader's mean removed, in that reader's standard deviations.

    A reader who gave everyone the same score says nothing and becomes nan.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        count = (~np.isnan(values)).sum(axis=1, keepdims=True)
        centred = values - np.nansum(values, axis=1, keepdims=True) / count
        spread = np.sqrt(np.nansum(centred**2, axis=1, keepdims=True) / (count - 1))
        return np.where(spread > 0, centred / spread, np.nan)


def _row_means(values: Floats, group: Mask) -> Floats:
    part = values[:, group]
    known = ~np.isnan(part)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(part).sum(axis=1) / known.sum(axis=1)


def _difference_of_means(z: NDArray[np.uint8], values: Floats) -> Floats:
    known = ~np.isnan(values)
    z, values = z[:, known].astype(float), values[known]
    ones, total = z.sum(axis=1), values.sum()
    sums = z @ values
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums / ones - (total - sums) / (len(values) - ones)


def _halves_difference(z: Floats, values: Floats, group: Mask) -> Floats:
    """``(n, R)``: each reader's mean over the anonymous part of ``group`` less the open part."""
    part = values[:, group]
    known = (~np.isnan(part)).astype(float)
    filled = np.nan_to_num(part)
    z = z[:, :, group]
    n1 = np.einsum("nra,ra->nr", z, known)
    x1 = np.einsum("nra,ra->nr", z, filled)
    with np.errstate(invalid="ignore", divide="ignore"):
        return x1 / n1 - (filled.sum(axis=1) - x1) / (known.sum(axis=1) - n1)


def _mean_over_known(gaps: Floats) -> Floats:
    known = ~np.isnan(gaps)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(gaps).sum(axis=1) / known.sum(axis=1)
