"""Did hiding work? What readers guessed, and whom they recognised.

Readers may guess each applicant's group and flag those they recognise. Guesses cluster by reader
and by application, so chance is found by shuffling the *applications'* groups among themselves:
every reader keeps their guesses. In the JAMA trial of blinded review (1994) 46 % of reviewers could
tell who the author was; some guessing right is normal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Guessing", "guessing", "recognition_rate"]

_SHUFFLES = 1999


@dataclass(frozen=True, slots=True)
class Guessing:
    """Guesses of one attribute in one arm.

    Attributes
    ----------
    guesses:
        How many guesses there are on applications of known group.
    correct:
        Share of them that are right, 0 to 1.
    chance:
        Share that shuffled groups would give.
    p_value:
        One-sided: shuffles at least as often right.
    """

    guesses: int
    correct: float
    chance: float
    p_value: float


def guessing(
    guesses: NDArray[np.int_],
    truth: NDArray[np.int_],
    where: NDArray[np.bool_],
    *,
    rng: np.random.Generator,
) -> Guessing | None:
    """Score the guesses; ``None`` when there are none.

    Parameters
    ----------
    guesses:
        ``(R, A)``, index of the guessed level; -1 = no guess.
    truth:
        ``(A,)``, index of the true level; -1 = unknown.
    where:
        ``(R, A)``, the pairs of the arm.
    """
    counted = where & (guesses >= 0) & (truth >= 0)[None, :]
    number = int(counted.sum())
    if not number:
        return None
    known = np.flatnonzero(truth >= 0)
    right = int((counted & (guesses == truth)).sum())
    hits = np.empty(_SHUFFLES)
    shuffled = truth.copy()
    for draw in range(_SHUFFLES):
        shuffled[known] = truth[rng.permutation(known)]
        hits[draw] = (counted & (guesses == shuffled)).sum()
    return Guessing(
        guesses=number,
        correct=right / number,
        chance=float(hits.mean()) / number,
        p_value=float((1 + (hits >= right).sum()) / (1 + _SHUFFLES)),
    )


def recognition_rate(
    recognised: NDArray[np.float64], where: NDArray[np.bool_]
) -> tuple[int, float] | None:
    """How many pairs were asked about, and the share recognised; ``None`` when none was asked."""
    asked = where & ~np.isnan(recognised)
    number = int(asked.sum())
    return (number, float(recognised[asked].mean())) if number else None
