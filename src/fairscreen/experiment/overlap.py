"""Estimand E5: do two readers agree less when they read in different arms?

Each pair of readers gets a dissimilarity; PERMANOVA (Anderson 2001) asks whether the dissimilarity
between arms exceeds that within arms, over the real assignment set. A t-test on the pairs is never
used: pairs share readers, and it was measured to reject 0.9 % at a nominal 5 %.

A significant PERMANOVA can also come from arms that differ in *spread*. The dispersion check
(Anderson 2006) compares the readers' distances to the centre of their arm, and is shown beside it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "chance_overlap", "dispersion_f", "jaccard_distances", "kappa_distances", "overlap_gap",
    "permanova_f", "rbo_distances", "rbo_ext", "tau_distances",
]  # fmt: skip

Floats = NDArray[np.float64]


def jaccard_distances(chosen: Floats) -> Floats:
    """``(R, R)``: 1 less the share of jointly chosen among those chosen by either reader.

    Only applications that both judged count. Two empty lists are alike (0). Readers with nothing in
    common are nan.
    """
    judged = (~np.isnan(chosen)).astype(float)
    picked = np.nan_to_num(chosen)
    both = picked @ picked.T
    mine = picked @ judged.T
    union = mine + mine.T - both
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = np.where(union > 0, 1 - both / union, 0.0)
    return _no_common_is_nan(distance, judged)


def kappa_distances(chosen: Floats) -> Floats:
    """``(R, R)``: (1 - Cohen's kappa) / 2, in [0, 1]; 0.5 is chance."""
    judged = (~np.isnan(chosen)).astype(float)
    picked = np.nan_to_num(chosen)
    n = judged @ judged.T
    both = picked @ picked.T
    mine = picked @ judged.T
    with np.errstate(invalid="ignore", divide="ignore"):
        p, q = mine / n, mine.T / n
        observed = 1 - (mine + mine.T - 2 * both) / n
        chance = p * q + (1 - p) * (1 - q)
        kappa = np.where(chance < 1, (observed - chance) / (1 - chance), 1.0)
    return _no_common_is_nan((1 - kappa) / 2, judged)


def tau_distances(values: Floats) -> Floats:
    """``(R, R)``: (1 - Kendall's tau-b) / 2 of two readers' ranks or scores.

    Only applications that both valued count; nan when one of the two makes no difference at all.
    """
    one, two = np.triu_indices(values.shape[1], 1)
    steps = np.sign(values[:, one] - values[:, two])
    known = (~np.isnan(steps)).astype(float)
    steps = np.nan_to_num(steps)
    told = np.abs(steps) @ known.T
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = (1 - steps @ steps.T / np.sqrt(told * told.T)) / 2
    np.fill_diagonal(distance, 0.0)
    return distance


def rbo_distances(rank: Floats, *, p: float = 0.9) -> Floats:
    """``(R, R)``: 1 - rank-biased overlap of two readers' ranked shortlists (1 = first)."""

    def ordered(row: Floats) -> list[int]:
        known = np.flatnonzero(~np.isnan(row))
        return known[np.argsort(row[known], kind="stable")].tolist()

    def distance(one: Floats, two: Floats) -> float:
        first, second = ordered(one), ordered(two)
        return 1 - rbo_ext(first, second, p=p) if first and second else np.nan

    return _pairwise(rank, distance)


def rbo_ext(first: list[int], second: list[int], *, p: float = 0.9) -> float:
    """Extrapolated rank-biased overlap of two ranked lists without ties, in [0, 1].

    Webber, Moffat & Zobel (2010), equation 32. ``p`` is the weight of going one step deeper.
    """
    short, long = sorted((first, second), key=len)
    s, last = len(short), len(long)
    seen_short: set[int] = set()
    seen_long: set[int] = set()
    overlaps = []
    for depth in range(last):
        seen_long.add(long[depth])
        if depth < s:
            seen_short.add(short[depth])
        overlaps.append(len(seen_short & seen_long))
    x_s, x_l = overlaps[s - 1], overlaps[-1]
    total = sum(overlaps[d - 1] / d * p**d for d in range(1, last + 1))
    total += sum(x_s * (d - s) / (s * d) * p**d for d in range(s + 1, last + 1))
    return (1 - p) / p * total + ((x_l - x_s) / last + x_s / s) * p**last


def permanova_f(z: NDArray[np.uint8], distances: Floats) -> tuple[Floats, float]:
    """Pseudo-F under each assignment, ``(N,)``, and R² of the observed one (row 0).

    ``z`` is ``(N, R)`` and ``distances`` ``(R, R)`` without nan. nan where an arm is empty.
    """
    squared = distances**2
    n = len(squared)
    total = squared.sum() / 2 / n
    within = np.zeros(len(z))
    for arm in (z.astype(float), 1.0 - z):
        with np.errstate(invalid="ignore", divide="ignore"):
            within += ((arm @ squared) * arm).sum(axis=1) / 2 / arm.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        f = (total - within) / (within / (n - 2))
        r2 = float((total - within[0]) / total) if total > 0 else float("nan")
    return f, r2


def overlap_gap(z: NDArray[np.uint8], distances: Floats) -> Floats:
    """``(N,)``: mean similarity of pairs in the same arm less that of pairs in different arms."""
    similarity = 1 - distances
    np.fill_diagonal(similarity, 0.0)
    one = z.astype(float)
    zero = 1.0 - one
    n1, n0 = one.sum(axis=1), zero.sum(axis=1)
    inside = (((one @ similarity) * one).sum(axis=1) + ((zero @ similarity) * zero).sum(axis=1)) / 2
    across = ((one @ similarity) * zero).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return inside / ((n1 * (n1 - 1) + n0 * (n0 - 1)) / 2) - across / (n1 * n0)


def dispersion_f(z: NDArray[np.uint8], distances: Floats) -> Floats:
    """``(N,)``: analysis-of-variance F of the readers' distances to their arm's centre."""
    squared = distances**2
    parts = []
    for arm in (z.astype(float), 1.0 - z):
        size = arm.sum(axis=1, keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = (arm @ squared) / size
            inner = ((arm @ squared) * arm).sum(axis=1, keepdims=True) / (2 * size**2)
        parts.append((arm, size, np.sqrt(np.maximum(mean - inner, 0.0))))
    own = sum(arm * np.nan_to_num(distance) for arm, _, distance in parts)
    grand = own.mean(axis=1, keepdims=True)
    between = np.zeros(len(z))
    within = np.zeros(len(z))
    with np.errstate(invalid="ignore", divide="ignore"):
        for arm, size, _ in parts:
            centre = (own * arm).sum(axis=1, keepdims=True) / size
            between += (size * (centre - grand) ** 2)[:, 0]
            within += (arm * (own - centre) ** 2).sum(axis=1)
        return between / (within / (len(squared) - 2))


def chance_overlap(lengths: NDArray[np.int_], applications: int) -> float:
    """Expected number in common of two random shortlists; k²/n when all have length k."""
    pairs = np.outer(lengths, lengths)[np.triu_indices(len(lengths), 1)]
    return float(pairs.mean() / applications) if len(pairs) else float("nan")


def _no_common_is_nan(distance: Floats, judged: Floats) -> Floats:
    distance = np.where(judged @ judged.T > 0, distance, np.nan)
    np.fill_diagonal(distance, 0.0)
    return distance


def _pairwise(values: Floats, distance) -> Floats:  # type: ignore[no-untyped-def]
    size = len(values)
    out = np.zeros((size, size))
    for i in range(size):
        for j in range(i + 1, size):
            out[i, j] = out[j, i] = distance(values[i], values[j])
    return out
