"""Estimand E7: how far readers of the same arm agree, and whether the arms differ in that.

Both coefficients are 1 at full agreement and about 0 at the level of chance; below 0 readers
disagree more than chance would give.

* Krippendorff's alpha (2011), interval metric, which for 0/1 data equals the nominal one. It
  takes any number of readers and missing judgements.
* Gwet's AC1 (2008) for 0/1 data, which stays steady when nearly everyone is rejected.

Both need only each application's number of judgements, sum and sum of squares, which are linear in
the assignment; so they are computed for a whole assignment set at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fairscreen.experiment.assignment_set import AssignmentSet

__all__ = ["agreement_differences", "gwet_ac1", "krippendorff_alpha"]

Floats = NDArray[np.float64]


def krippendorff_alpha(count: Floats, total: Floats, squares: Floats) -> Floats:
    """Alpha with the interval metric; nan when nothing can vary.

    Parameters
    ----------
    count, total, squares:
        ``(..., A)``: judgements, sum of values and sum of squared values of each application.
        Applications with fewer than two judgements are left out, as alpha defines.
    """
    pairable = count >= 2
    n_u = np.where(pairable, count, 0.0)
    s_u = np.where(pairable, total, 0.0)
    q_u = np.where(pairable, squares, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = np.where(pairable, (n_u * q_u - s_u**2) / (n_u - 1), 0.0).sum(axis=-1)
        n, s, q = n_u.sum(axis=-1), s_u.sum(axis=-1), q_u.sum(axis=-1)
        spread = n * q - s**2
        return np.where(spread > 1e-9, 1 - (n - 1) * within / spread, np.nan)


def gwet_ac1(count: Floats, total: Floats) -> Floats:
    """AC1 for 0/1 judgements; ``count`` and ``total`` as in :func:`krippendorff_alpha`."""
    with np.errstate(invalid="ignore", divide="ignore"):
        pairable = count >= 2
        misses = count - total
        agree = (total * (total - 1) + misses * (misses - 1)) / (count * (count - 1))
        observed = np.where(pairable, agree, 0.0).sum(axis=-1) / pairable.sum(axis=-1)
        rated = count >= 1
        share = np.where(rated, total / count, 0.0).sum(axis=-1) / rated.sum(axis=-1)
        chance = 2 * share * (1 - share)
        return (observed - chance) / (1 - chance)


def agreement_differences(assignments: AssignmentSet, chosen: Floats) -> tuple[Floats, Floats]:
    """Alpha and AC1, anonymous less open, under each assignment: two ``(N,)``."""
    judged = (~np.isnan(chosen)).astype(float)
    picked = np.nan_to_num(chosen)
    count, total = judged.sum(axis=0), picked.sum(axis=0)
    alphas, ac1s = [], []
    for z in assignments.chunks(max(chosen.size if assignments.by_pair else 0, 8 * len(count))):
        if assignments.by_pair:
            count1 = np.einsum("nra,ra->na", z, judged)
            total1 = np.einsum("nra,ra->na", z, picked)
        else:
            count1, total1 = z @ judged, z @ picked
        count0, total0 = count - count1, total - total1
        alphas.append(
            krippendorff_alpha(count1, total1, total1) - krippendorff_alpha(count0, total0, total0)
        )
        ac1s.append(gwet_ac1(count1, total1) - gwet_ac1(count0, total0))
    return np.concatenate(alphas), np.concatenate(ac1s)
