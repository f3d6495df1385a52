"""Several outcomes, one error rate: Westfall and Young's step-down maxT (1993).

The outcomes share the same assignments, so the adjustment knows how they hang together and costs
less than Bonferroni's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fairscreen.experiment.randomisation import TOLERANCE

__all__ = ["max_t"]

Floats = NDArray[np.float64]


def max_t(stats: list[Floats], one_sided: list[bool]) -> list[float]:
    """Adjusted p of each outcome, in the order given.

    Parameters
    ----------
    stats:
        For each outcome ``(N,)``: the statistic under each assignment, observed first.
    one_sided:
        Whether only large values speak against no effect (a pseudo-F), or both ends (a difference).

    Notes
    -----
    Each outcome is put on one scale by its spread over the assignment set. One that is the same
    under every assignment cannot speak and gets p = 1.
    """
    sizes = []
    for values, upper in zip(stats, one_sided, strict=True):
        filled = np.where(np.isnan(values), np.inf, values)
        finite = filled[np.isfinite(filled)]
        spread = float(finite.std()) if len(finite) else 0.0
        if spread < TOLERANCE:
            sizes.append(np.zeros(len(values)))
            continue
        centre = float(finite.mean()) if upper else 0.0
        sizes.append((filled - centre) / spread if upper else np.abs(filled) / spread)
    order = sorted(range(len(sizes)), key=lambda k: -sizes[k][0])
    adjusted = [1.0] * len(sizes)
    running = np.full(len(sizes[0]), -np.inf) if sizes else np.empty(0)
    tails = []
    for k in reversed(order):
        running = np.maximum(running, sizes[k])
        tails.append(float(np.mean(running >= sizes[k][0] - TOLERANCE)))
    largest = 0.0
    for k, p in zip(order, reversed(tails), strict=True):
        largest = max(largest, p)
        adjusted[k] = largest
    return adjusted
