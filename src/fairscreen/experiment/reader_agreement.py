"""How far readers agree within each arm and across the arms, as figures beside the tests."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairscreen.experiment.agreement import gwet_ac1, krippendorff_alpha
from fairscreen.experiment.assignment import ARMS
from fairscreen.experiment.assignment_set import AssignmentSet
from fairscreen.experiment.observations import Observations
from fairscreen.experiment.outcomes import filled_distances
from fairscreen.experiment.overlap import (
    chance_overlap,
    dispersion_f,
    jaccard_distances,
    permanova_f,
)
from fairscreen.experiment.randomisation import p_greater

__all__ = ["agreement_block", "overlap_block"]

Floats = NDArray[np.float64]


def agreement_block(data: Observations, *, by_pair: bool) -> dict[str, Any]:
    """``open``, ``anonymous`` and ``between``; pairwise figures only when readers have one arm."""
    block: dict[str, Any] = {}
    for code, name in enumerate(ARMS):
        mine = np.where(data.arm == code, data.chosen, np.nan)
        block[name] = _within(mine)
        if data.score is not None:
            scores = np.where(data.arm == code, data.score, np.nan)
            block[name]["score_alpha"] = float(_alpha(scores))
    block["between"] = {}
    if by_pair:
        return block
    active = data.judged.any(axis=1)
    arm = data.arm.max(axis=1)[active]
    chosen = data.chosen[active]
    similarity = 1 - jaccard_distances(chosen)
    common = np.nan_to_num(chosen) @ np.nan_to_num(chosen).T
    for code, name in enumerate(ARMS):
        block[name].update(_pairs(similarity, common, arm == code, arm == code))
    block["between"].update(_pairs(similarity, common, arm == 0, arm == 1))
    return block


def overlap_block(data: Observations, assignments: AssignmentSet) -> dict[str, Any] | None:
    """PERMANOVA with its dispersion check and the overlap of chance; ``None`` for a crossover."""
    if assignments.by_pair:
        return None
    active = data.judged.any(axis=1)
    distances = filled_distances(jaccard_distances(data.chosen), active)
    if distances is None:
        return None
    z = assignments.z[:, active]
    f, r2 = permanova_f(z, distances)
    spread = dispersion_f(z, distances)
    return {
        "dissimilarity": "jaccard",
        "pseudo_f": float(f[0]),
        "r2": r2,
        "p_value": p_greater(f),
        "dispersion_f": float(spread[0]),
        "dispersion_p": p_greater(spread) if np.isfinite(spread[0]) else None,
        "chance_overlap": chance_overlap(data.list_lengths[active], len(data.applications)),
    }


def _within(chosen: Floats) -> dict[str, Any]:
    judged = ~np.isnan(chosen)
    count = judged.sum(axis=0).astype(float)
    total = np.nansum(chosen, axis=0)
    return {
        "readers": int(judged.any(axis=1).sum()),
        "krippendorff_alpha": float(krippendorff_alpha(count, total, total)),
        "gwet_ac1": float(gwet_ac1(count, total)),
    }


def _alpha(values: Floats) -> Floats:
    judged = ~np.isnan(values)
    filled = np.nan_to_num(values)
    return krippendorff_alpha(
        judged.sum(axis=0).astype(float), filled.sum(axis=0), (filled**2).sum(axis=0)
    )


def _pairs(
    similarity: Floats, common: Floats, one: NDArray[np.bool_], two: NDArray[np.bool_]
) -> dict[str, Any]:
    chosen = np.outer(one, two)
    if np.array_equal(one, two):
        chosen = np.triu(chosen, 1)
    if not chosen.any() or np.isnan(similarity[chosen]).all():
        return {"pairs": int(chosen.sum()), "mean_jaccard": None, "mean_in_common": None}
    return {
        "pairs": int(chosen.sum()),
        "mean_jaccard": float(np.nanmean(similarity[chosen])),
        "mean_in_common": float(common[chosen].mean()),
    }
