"""Estimand E6: the shortlist that the readers of an arm make together.

The k applications with the largest share of votes. Where several tie for the last places they share
them equally, so that no order of the data decides who is in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairscreen.experiment.assignment_set import AssignmentSet

__all__ = ["Consensus", "consensus"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Consensus:
    """The two arms' joint shortlists.

    Attributes
    ----------
    open, anonymous:
        ``(A,)``: each application's share of a place, 0 to 1.
    kept:
        ``(N,)``: places in common under each assignment, observed first. Few = the arms differ.
    """

    length: int
    open: Floats
    anonymous: Floats
    kept: Floats


def consensus(assignments: AssignmentSet, chosen: Floats, length: int) -> Consensus:
    """Joint shortlists of ``length`` places from the judgements ``(R, A)``."""
    judged = (~np.isnan(chosen)).astype(float)
    picked = np.nan_to_num(chosen)
    kept = []
    first: tuple[Floats, Floats] | None = None
    width = chosen.size if assignments.by_pair else 8 * chosen.shape[1]
    for z in assignments.chunks(width):
        arms = []
        for arm in (1.0 - z, z):
            if assignments.by_pair:
                votes = np.einsum("nra,ra->na", arm, picked)
                count = np.einsum("nra,ra->na", arm, judged)
            else:
                votes, count = arm @ picked, arm @ judged
            arms.append(_places(np.where(count > 0, votes / np.maximum(count, 1), -1.0), length))
        kept.append(np.minimum(*arms).sum(axis=1))
        if first is None:
            first = arms[0][0], arms[1][0]
    assert first is not None
    return Consensus(length, first[0], first[1], np.concatenate(kept))


def _places(share: Floats, length: int) -> Floats:
    """``(n, A)``: 1 above the cut, an equal part of what is left for those at it, 0 below."""
    share = np.round(share, 12)
    cut = np.partition(share, share.shape[1] - length, axis=1)[:, [share.shape[1] - length]]
    above, at = share > cut, share == cut
    left = length - above.sum(axis=1, keepdims=True)
    return above + at * (left / at.sum(axis=1, keepdims=True))
