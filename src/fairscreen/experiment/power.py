"""Power by simulation: what a study of this size can be expected to find.

Simulated studies (:mod:`fairscreen.experiment.simulation`) are analysed by the very test that the
real one will get, thousands at a time: the statistic of every assignment and every study is one
matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fairscreen.experiment.assignment_set import draw_halves, reader_set
from fairscreen.experiment.feasibility import smallest_p
from fairscreen.experiment.randomisation import TOLERANCE
from fairscreen.experiment.simulation import ReadingModel, effect_for, simulate, true_difference

__all__ = ["PowerResult", "StudyKind", "power_of"]

StudyKind = Literal["complete", "pairs", "crossover"]
Floats = NDArray[np.float64]
_DRAWS = 1999


@dataclass(frozen=True, slots=True)
class PowerResult:
    """What a study of one size can show.

    Attributes
    ----------
    power:
        Share of studies with p at most ``alpha`` when the true difference is ``difference``.
    smallest_p:
        Smallest two-sided p that any data could give.
    detectable:
        Smallest true difference (a share) found in at least 80 % of studies; ``None`` when even
        the largest possible is not.
    equivalence:
        Share of studies that show "no relevant difference" within ``margin`` when there is none;
        ``None`` without a margin.
    """

    kind: StudyKind
    readers: int
    applications: int
    difference: float
    alpha: float
    margin: float | None
    power: float
    smallest_p: float
    detectable: float | None
    equivalence: float | None
    replicates: int


@dataclass(frozen=True, eq=False)
class _Plan:
    """``weights`` is ``(N, R * A)``: the statistic of assignment n is ``weights[n] @ choices``."""

    arm: NDArray[np.uint8]
    weights: Floats
    shift: Floats


def power_of(
    *,
    readers: int,
    applications: int,
    difference: float,
    seed: int,
    kind: StudyKind = "complete",
    model: ReadingModel | None = None,
    alpha: float = 0.05,
    margin: float | None = None,
    replicates: int = 400,
    detectable: bool = True,
) -> PowerResult:
    """Simulate ``replicates`` studies of one size.

    Parameters
    ----------
    difference:
        True E1 to find, as a share (0.1 = ten percentage points).
    model:
        How readers choose; its ``effect`` is set from ``difference``.
    """
    model = model or ReadingModel()
    plan = _plan(kind, readers, applications, model, np.random.default_rng(seed))
    limit = smallest_p(kind, readers, draws=_DRAWS)

    def p_values(effect: float, salt: int) -> Floats:
        return _p_values(plan, replace(model, effect=effect), replicates, seed + salt)

    effect = effect_for(model, difference, applications=applications) if difference else 0.0
    power = float(np.mean(p_values(effect, 1) <= alpha + TOLERANCE))
    found: float | None = None
    if detectable and limit <= alpha:
        found = _detectable(
            lambda size: float(np.mean(p_values(size, 2) <= alpha + TOLERANCE)),
            lambda size: true_difference(replace(model, effect=size), applications, seed),
        )
    equal: float | None = None
    if margin is not None:
        equal = _equivalence(plan, model, margin, alpha, replicates, seed + 3)
    return PowerResult(
        kind, readers, applications, difference, alpha, margin, power, limit, found, equal,
        replicates,
    )  # fmt: skip


def _plan(
    kind: StudyKind, readers: int, applications: int, model: ReadingModel, rng: np.random.Generator
) -> _Plan:
    group = model.group_of(applications)
    contrast = np.where(group, 1 / group.sum(), -1 / (~group).sum())
    if kind == "crossover":
        z = np.zeros((_DRAWS + 1, readers, applications), dtype=np.uint8)
        for reader in range(readers):
            for members in (group, ~group):
                z[:, reader, members] = draw_halves(rng, _DRAWS + 1, int(members.sum()))
        weights = np.empty(z.shape)
        for members, sign in ((group, 1.0), (~group, -1.0)):
            part = z[:, :, members].astype(float)
            ones = np.maximum(part.sum(axis=2, keepdims=True), 1)
            zeros = np.maximum((1 - part).sum(axis=2, keepdims=True), 1)
            weights[:, :, members] = sign * (part / ones - (1 - part) / zeros) / readers
        arm = z[0]
    else:
        observed = np.zeros(readers, dtype=np.uint8)
        blocks = np.zeros(readers, dtype=int)
        if kind == "pairs":
            blocks = np.arange(readers) // 2
            observed[1::2] = 1
        else:
            observed[: readers // 2] = 1
        members_z = reader_set(observed, blocks, draws=_DRAWS, rng=rng).z.astype(float)
        ones = members_z.sum(axis=1, keepdims=True)
        by_reader = members_z / ones - (1 - members_z) / (readers - ones)
        if len(by_reader) > 4 * (_DRAWS + 1):
            # A full list this long costs memory and adds nothing to a simulated figure.
            keep = np.r_[0, 1 + rng.choice(len(by_reader) - 1, _DRAWS, replace=False)]
            by_reader = by_reader[keep]
        weights = by_reader[:, :, None] * contrast[None, None, :]
        arm = np.repeat(observed[:, None], applications, axis=1)
    flat = weights.reshape(len(weights), -1)
    return _Plan(arm, flat, flat @ (arm * group).astype(float).ravel())


def _statistics(plan: _Plan, model: ReadingModel, replicates: int, seed: int) -> Floats:
    """``(N, replicates)``."""
    rng = np.random.default_rng(seed)
    choices = simulate(model, plan.arm, replicates=replicates, rng=rng)
    return plan.weights @ choices.reshape(replicates, -1).T


def _p_values(plan: _Plan, model: ReadingModel, replicates: int, seed: int) -> Floats:
    size = np.abs(_statistics(plan, model, replicates, seed))
    return (size >= size[0] - TOLERANCE).mean(axis=0)


def _equivalence(
    plan: _Plan, model: ReadingModel, margin: float, alpha: float, replicates: int, seed: int
) -> float:
    stats = _statistics(plan, replace(model, effect=0.0), replicates, seed)
    shift = plan.shift[:, None]
    low = (stats + margin * shift >= stats[0] + margin - TOLERANCE).mean(axis=0)
    high = (stats - margin * shift <= stats[0] - margin + TOLERANCE).mean(axis=0)
    return float(np.mean(np.maximum(low, high) <= alpha + TOLERANCE))


def _detectable(power_at, difference_at, *, wanted: float = 0.8) -> float | None:  # type: ignore[no-untyped-def]
    low, high = 0.0, 6.0
    if power_at(high) < wanted:
        return None
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (low, middle) if power_at(middle) >= wanted else (middle, high)
    return float(difference_at(high))
