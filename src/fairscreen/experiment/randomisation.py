"""From the statistic under every possible assignment to p values, intervals and equivalence.

Every function takes ``stats``: ``(N,)``, the statistic under each member of the assignment set,
observed first (see :mod:`fairscreen.experiment.assignment_set`). A value that cannot be computed
for some assignment (an arm where nobody was left) counts as extreme, which never makes a p value
too small.

Sources: Fisher (1935) for the test; Phipson & Smyth (2010) for sampled sets; Garthwaite (1996) and
Rosenbaum (2002) for intervals by inversion; Lancaster (1961) for mid-p; Schuirmann (1987) for two
one-sided tests.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["TOLERANCE", "equivalence_p", "interval", "mid_p", "p_greater", "p_two_sided"]

#: Two statistics that differ by no more than this are equal: the same sum in another order.
TOLERANCE = 1e-12
Floats = NDArray[np.float64]


def p_two_sided(stats: Floats) -> float:
    """Share of assignments whose statistic is at least as far from zero as the observed one."""
    size = np.abs(stats)
    return float(np.mean(~(size < size[0] - TOLERANCE)))


def p_greater(stats: Floats) -> float:
    """Share of assignments whose statistic is at least as large as the observed one."""
    return float(np.mean(~(stats < stats[0] - TOLERANCE)))


def mid_p(stats: Floats) -> float:
    """Two-sided mid-p: ties with the observed one count half. Secondary: it can be liberal."""
    size = np.abs(stats)
    above = ~(size <= size[0] + TOLERANCE)
    ties = np.abs(size - size[0]) <= TOLERANCE
    return float(np.mean(above) + np.mean(ties) / 2)


def interval(stats: Floats, shift: Floats, level: float = 0.95) -> tuple[float, float]:
    """Effects that the two-sided test does not reject, assuming the same effect for everyone.

    Parameters
    ----------
    stats:
        ``(N,)``, the statistic ``a`` under each assignment.
    shift:
        ``(N,)`` in [-1, 1], the statistic ``b`` under each assignment when the only outcome is an
        effect of 1 on those *observed* as anonymous; ``shift[0]`` is 1.

    Returns
    -------
    low, high:
        Infinite where no effect on that side can be rejected (too few assignments).

    Notes
    -----
    An effect t is kept by an assignment when ``|a - t b| >= |T - t|``, T being observed. Squared,
    this is ``((a - T) + t (1 - b)) ((a + T) - t (1 + b)) >= 0``: all t between two roots, an
    interval that always holds T. The limits are therefore order statistics of the roots, found
    exactly and without a search.
    """
    observed = stats[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        first = (observed - stats) / (1 - shift)
        second = (stats + observed) / (1 + shift)
    free = (np.abs(1 - shift) < TOLERANCE) | (np.abs(1 + shift) < TOLERANCE) | np.isnan(stats)
    low = np.where(free, -np.inf, np.minimum(first, second))
    high = np.where(free, np.inf, np.maximum(first, second))
    outside = int(np.floor((1 - level) * len(stats) + TOLERANCE))
    return (
        float(np.partition(low, outside)[outside]),
        float(np.partition(high, len(high) - 1 - outside)[len(high) - 1 - outside]),
    )


def equivalence_p(stats: Floats, shift: Floats, margin: float) -> float:
    """p of the claim "the effect lies outside ±margin" (two one-sided randomisation tests).

    At 5 % it is the same as the 90 % interval of two one-sided tests lying inside the margin.
    """
    observed = stats[0]
    above_low = np.mean(~(stats + margin * shift < observed + margin - TOLERANCE))
    below_high = np.mean(~(stats - margin * shift > observed - margin + TOLERANCE))
    return float(max(above_low, below_high))
