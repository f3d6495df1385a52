"""A model of how readers choose, used to plan studies and to check the methods on them.

Reader r chooses application a with probability ``expit(base + leniency_r + quality_a + (penalty +
taste_r + effect * anonymous) * group_a)``. With a fixed shortlist length the reader takes the
applications with the highest utility, the same sum with logistic noise. Standard deviations are on
the logit scale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["ReadingModel", "effect_for", "simulate"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ReadingModel:
    """How readers choose.

    Attributes
    ----------
    base_rate:
        Share that an average study shortlists, in (0, 1); without meaning for a fixed length.
    group_share:
        Share of applications in the group, in (0, 1).
    leniency, quality, taste:
        Standard deviations between readers, between applications, and between readers in how they
        see the group.
    penalty:
        What the group loses in the open arm, in logits.
    effect:
        What the group gains from being read anonymously, in logits.
    shortlist:
        Fixed length of every reader's shortlist, or ``None`` for a free one.
    """

    base_rate: float = 0.25
    group_share: float = 0.5
    leniency: float = 0.8
    quality: float = 1.2
    taste: float = 0.5
    penalty: float = -0.4
    effect: float = 0.0
    shortlist: int | None = None

    def group_of(self, applications: int) -> NDArray[np.bool_]:
        """``(A,)``: which applications belong to the group; at least one in and one out."""
        size = min(max(round(self.group_share * applications), 1), applications - 1)
        return np.arange(applications) < size


def simulate(
    model: ReadingModel,
    arm: NDArray[np.uint8],
    *,
    replicates: int,
    rng: np.random.Generator,
) -> Floats:
    """Choices of ``replicates`` studies: ``(replicates, R, A)`` of 0 and 1.

    ``arm`` is ``(R, A)``: 1 where the reader sees the anonymous version.
    """
    readers, applications = arm.shape
    group = model.group_of(applications).astype(float)
    shape = (replicates, readers, applications)
    utility = np.full(shape, _base(model))
    utility += model.leniency * rng.standard_normal((replicates, readers, 1))
    utility += model.quality * rng.standard_normal((replicates, 1, applications))
    slope = model.penalty + model.taste * rng.standard_normal((replicates, readers, 1))
    utility += (slope + model.effect * arm) * group
    utility += rng.logistic(size=shape)
    if model.shortlist is None:
        return (utility > 0).astype(float)
    order = np.argpartition(-utility, model.shortlist - 1, axis=2)[:, :, : model.shortlist]
    chosen = np.zeros(shape)
    np.put_along_axis(chosen, order, 1.0, axis=2)
    return chosen


def effect_for(
    model: ReadingModel, difference: float, *, applications: int, seed: int = 20040601
) -> float:
    """The ``effect`` in logits that makes the true E1 equal ``difference`` (a share, not points).

    Found by bisection on common random numbers; accurate to about half a percentage point.
    """
    low, high = (0.0, 8.0) if difference >= 0 else (-8.0, 0.0)
    for _ in range(14):
        middle = (low + high) / 2
        if true_difference(replace(model, effect=middle), applications, seed) < difference:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def true_difference(model: ReadingModel, applications: int, seed: int) -> float:
    """E1 of the model, over many readers."""
    rng = np.random.default_rng(seed)
    group = model.group_of(applications)
    arm = np.zeros((80, applications), dtype=np.uint8)
    arm[40:] = 1
    y = simulate(model, arm, replicates=60, rng=rng)
    gap = y[:, :, group].mean(axis=2) - y[:, :, ~group].mean(axis=2)
    return float(gap[:, 40:].mean() - gap[:, :40].mean())


@lru_cache(maxsize=64)
def _base_of(
    rate: float, share: float, leniency: float, quality: float, taste: float, penalty: float
) -> float:
    """The intercept that gives ``rate`` overall, by Gauss-Hermite quadrature and bisection."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    weights = weights / weights.sum()
    outside = np.hypot(leniency, quality)
    inside = np.hypot(outside, taste)

    def rate_at(base: float) -> float:
        in_group = weights @ (1 / (1 + np.exp(-(base + penalty + inside * nodes))))
        others = weights @ (1 / (1 + np.exp(-(base + outside * nodes))))
        return float(share * in_group + (1 - share) * others)

    low, high = -15.0, 15.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rate_at(middle) < rate else (low, middle)
    return (low + high) / 2


def _base(model: ReadingModel) -> float:
    if model.shortlist is not None:
        return 0.0
    return _base_of(
        model.base_rate, model.group_share, model.leniency, model.quality, model.taste,
        model.penalty,
    )  # fmt: skip
