"""Impact ratios: the group's selection rate divided by the reference's.

1 = the same rate; 0.67 = two thirds of it. 0.8 (four fifths) is shown only as a line to compare
with: it comes from US practice (29 CFR 1607.4 D) and there is no Swedish threshold.

Inside a study the judgements cluster by reader *and* by application, so the interval uses a two-way
cluster-robust variance of the log ratio (Cameron, Gelbach & Miller 2011). A single list of
applicants has no such clusters and gets the score interval (Miettinen & Nurminen 1985).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import exp, inf, isinf, log, nan, sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["FOUR_FIFTHS", "Ratio", "clustered_ratio", "people_to_four_fifths", "score_ratio"]

FOUR_FIFTHS = Fraction(4, 5)
#: Up to this many people Boschloo's exact test is used; above it the score test.
_BOSCHLOO_LIMIT = 400


@dataclass(frozen=True, slots=True)
class Ratio:
    """An impact ratio with its counts.

    Attributes
    ----------
    estimate:
        nan when the reference was never selected.
    low, high:
        Limits of the interval; 0 and infinity where the data set none.
    p_value:
        Two-sided, of a ratio of 1.
    """

    selected: int
    total: int
    reference_selected: int
    reference_total: int
    estimate: float
    low: float
    high: float
    p_value: float
    method: str

    @property
    def to_four_fifths(self) -> int:
        """See :func:`people_to_four_fifths`."""
        return people_to_four_fifths(
            self.selected, self.total, self.reference_selected, self.reference_total
        )


def people_to_four_fifths(x: int, n: int, x_ref: int, n_ref: int) -> int:
    """How many more of the group would have to be selected, all else equal, for a ratio of 0.8."""
    if n == 0 or n_ref == 0:
        return 0
    needed = FOUR_FIFTHS * Fraction(x_ref, n_ref) * n
    return max(0, -((-needed.numerator) // needed.denominator) - x)


def clustered_ratio(
    chosen: NDArray[np.float64],
    group: NDArray[np.bool_],
    reference: NDArray[np.bool_],
    *,
    level: float = 0.95,
) -> Ratio:
    """Impact ratio of the judgements of one arm.

    Parameters
    ----------
    chosen:
        ``(R, A)``, the arm's judgements, nan where there is none.
    group, reference:
        ``(A,)``, which applications belong to each.

    Notes
    -----
    The variance is reader + application - pair, never less than the larger of the first two, with
    Student's t on Satterthwaite's (1946) degrees of freedom. Measured coverage at five readers an
    arm: ``docs/experiment-calibration.md``.
    """
    from scipy.special import stdtr, stdtrit

    rows = ~np.isnan(chosen[:, group | reference]).all(axis=1)
    y = chosen[rows]
    judged = ~np.isnan(y)
    n, n_ref = int(judged[:, group].sum()), int(judged[:, reference].sum())
    x, x_ref = int(np.nansum(y[:, group])), int(np.nansum(y[:, reference]))
    if min(x, x_ref, n, n_ref) == 0 or len(y) < 2:
        # No logarithm to put a variance on: the score interval still stands, but knows no clusters.
        return score_ratio(x, n, x_ref, n_ref, level=level)
    p, p_ref = x / n, x_ref / n_ref
    influence = np.zeros(y.shape)
    influence[:, group] = (y[:, group] - p) / x
    influence[:, reference] = -(y[:, reference] - p_ref) / x_ref
    influence = np.where(judged, influence, 0.0)
    readers, applications = len(y), int((judged & (group | reference)).any(axis=0).sum())
    by_reader = float((influence.sum(axis=1) ** 2).sum()) * readers / (readers - 1)
    by_application = (
        float((influence.sum(axis=0) ** 2).sum()) * applications / max(applications - 1, 1)
    )
    variance = max(
        by_reader + by_application - float((influence**2).sum()), by_reader, by_application
    )
    if variance == 0:
        return score_ratio(x, n, x_ref, n_ref, level=level)
    pieces = by_reader**2 / (readers - 1) + by_application**2 / max(applications - 2, 1)
    freedom = max(variance**2 / pieces, readers - 1)
    error = sqrt(variance)
    estimate = log(p / p_ref)
    reach = float(stdtrit(freedom, 0.5 + level / 2)) * error
    return Ratio(
        x, n, x_ref, n_ref,
        estimate=p / p_ref,
        low=exp(estimate - reach),
        high=exp(estimate + reach),
        p_value=float(2 * stdtr(freedom, -abs(estimate) / error)),
        method="two-way cluster-robust on the log",
    )  # fmt: skip


def score_ratio(x: int, n: int, x_ref: int, n_ref: int, *, level: float = 0.95) -> Ratio:
    """Impact ratio of one list of applicants, each counted once.

    The interval is Miettinen and Nurminen's score interval, which holds at zero cells too. p is
    Boschloo's exact test up to 400 people and the score (chi-square) test above.
    """
    if n == 0 or n_ref == 0:
        return Ratio(x, n, x_ref, n_ref, nan, 0.0, inf, nan, "no one in the group")
    estimate = (x / n) / (x_ref / n_ref) if x_ref else nan
    low, high = _score_limits(x, n, x_ref, n_ref, level)
    if n + n_ref <= _BOSCHLOO_LIMIT:
        p_value, test = _boschloo(x, n, x_ref, n_ref), "Boschloo"
    else:
        p_value, test = _pooled_chi_square(x, n, x_ref, n_ref), "score"
    return Ratio(
        x, n, x_ref, n_ref, estimate, low, high, p_value, f"score interval, {test} test"
    )  # fmt: skip


def _boschloo(x: int, n: int, x_ref: int, n_ref: int) -> float:
    from scipy.stats import boschloo_exact

    if x + x_ref in (0, n + n_ref):
        return 1.0
    return min(1.0, float(boschloo_exact([[x, x_ref], [n - x, n_ref - x_ref]]).pvalue))


def _pooled_chi_square(x: int, n: int, x_ref: int, n_ref: int) -> float:
    from scipy.special import ndtr

    pooled = (x + x_ref) / (n + n_ref)
    if pooled in (0.0, 1.0):
        return 1.0
    z = (x / n - x_ref / n_ref) / sqrt(pooled * (1 - pooled) * (1 / n + 1 / n_ref))
    return float(2 * ndtr(-abs(z)))


def _score_limits(x: int, n: int, x_ref: int, n_ref: int, level: float) -> tuple[float, float]:
    from scipy.optimize import brentq
    from scipy.special import ndtri

    z_limit = float(ndtri(0.5 + level / 2))
    if x == 0 and x_ref == 0:
        return 0.0, inf

    def excess(log_ratio: float) -> float:
        return _score_z(x, n, x_ref, n_ref, exp(log_ratio)) - z_limit * np.sign(side)

    limits = []
    for side, blank in ((1, x == 0), (-1, x_ref == 0)):
        if blank:
            limits.append(0.0 if side == 1 else inf)
            continue
        limits.append(exp(brentq(excess, -25.0, 25.0, xtol=1e-12)))
    low, high = limits
    return low, inf if isinf(high) else high


def _score_z(x: int, n: int, x_ref: int, n_ref: int, ratio: float) -> float:
    """The score statistic of a given ratio, with the rates estimated under that ratio."""
    total = n + n_ref
    a = total * ratio
    b = n * ratio + x + n_ref + x_ref * ratio
    c = x + x_ref
    p_ref = (b - sqrt(max(b * b - 4 * a * c, 0.0))) / (2 * a)
    p = min(ratio * p_ref, 1.0)
    variance = p * (1 - p) / n + ratio**2 * p_ref * (1 - p_ref) / n_ref
    variance *= total / (total - 1)
    gap = x / n - ratio * x_ref / n_ref
    if variance <= 0:
        return 0.0 if abs(gap) < 1e-15 else float(np.sign(gap)) * inf
    return gap / sqrt(variance)
