"""What a naive test would have said.

These count every judgement as if it stood alone. They are shown *beside* the honest analysis,
because many studies are reported like this, and because they so often say "significant" when
nothing happened: measured in ``docs/experiment-calibration.md``.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["pooled_chi_square", "pooled_difference_in_differences", "welch"]

Floats = NDArray[np.float64]


def pooled_chi_square(chosen: Floats, arm: NDArray[np.int8]) -> float:
    """p of a chi-square test, without correction, of arm against chosen, over all judgements."""
    from scipy.special import chdtrc

    judged = ~np.isnan(chosen)
    table = np.array(
        [
            [np.nansum(chosen[judged & (arm == side)]), (judged & (arm == side)).sum()]
            for side in (0, 1)
        ]
    )
    (x0, n0), (x1, n1) = table
    pooled = (x0 + x1) / (n0 + n1) if n0 + n1 else 0.0
    if min(n0, n1) == 0 or pooled in (0.0, 1.0):
        return 1.0
    statistic = (x1 / n1 - x0 / n0) ** 2 / (pooled * (1 - pooled) * (1 / n0 + 1 / n1))
    return float(chdtrc(1, statistic))


def pooled_difference_in_differences(
    chosen: Floats, arm: NDArray[np.int8], group: NDArray[np.bool_], reference: NDArray[np.bool_]
) -> float:
    """p of a z test of the difference in differences, over all judgements."""
    from scipy.special import ndtr

    estimate, variance = 0.0, 0.0
    for side, sign in ((1, 1), (0, -1)):
        for members, direction in ((group, 1), (reference, -1)):
            values = chosen[:, members][arm[:, members] == side]
            values = values[~np.isnan(values)]
            if not len(values):
                return 1.0
            rate = float(values.mean())
            estimate += sign * direction * rate
            variance += rate * (1 - rate) / len(values)
    if variance == 0:
        return 1.0
    return float(2 * ndtr(-abs(estimate) / sqrt(variance)))


def welch(gaps: Floats, arm: NDArray[np.uint8]) -> tuple[float, float]:
    """p and degrees of freedom of Welch's t test of reader gaps ``(R,)``; nan without enough.

    Not naive: a companion to the randomisation test that readers of statistics will look for.
    """
    from scipy.special import stdtr

    known = ~np.isnan(gaps)
    one, two = gaps[known & (arm == 1)], gaps[known & (arm == 0)]
    if min(len(one), len(two)) < 2 or np.ptp(one) + np.ptp(two) < 1e-12:
        return float("nan"), float("nan")
    v1, v2 = (float(part.var(ddof=1)) / len(part) for part in (one, two))
    freedom = (v1 + v2) ** 2 / (v1**2 / (len(one) - 1) + v2**2 / (len(two) - 1))
    statistic = (one.mean() - two.mean()) / sqrt(v1 + v2)
    return float(2 * stdtr(freedom, -abs(statistic))), freedom
