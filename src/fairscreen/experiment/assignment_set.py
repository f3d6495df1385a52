"""The assignments that the draw could have given: the ground of every p value here.

Randomisation inference asks how often the draw *by itself* would have given a result at least as
large as the one observed. That needs the real set of possible draws, the same one that the readers
were drawn from (the pattern of R's *randomizr* and *ri2*). The set is listed in full when it has at
most :data:`EXACT_LIMIT` members, else sampled.

A row of :attr:`AssignmentSet.z` is one assignment, 1 = anonymous and 0 = open. Row 0 is always the
observed one, so that a mean over the rows is the exact p value for a full set and Phipson and
Smyth's (2010) ``(1 + b) / (1 + B)`` for a sampled one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

import numpy as np
from numpy.typing import NDArray

__all__ = ["EXACT_LIMIT", "AssignmentSet", "pair_set", "reader_set", "size_of_reader_set"]

#: Largest set that is listed in full.
EXACT_LIMIT = 100_000
_CHUNK_CELLS = 4_000_000


@dataclass(frozen=True, eq=False)
class AssignmentSet:
    """Possible assignments.

    Attributes
    ----------
    z:
        ``(N, R)`` when whole readers are assigned, ``(N, R, A)`` when pairs of reader and
        application are; ``uint8``; row 0 is the observed assignment.
    exact:
        Whether all members are here.
    """

    z: NDArray[np.uint8]
    exact: bool

    @property
    def by_pair(self) -> bool:
        """Whether pairs of reader and application are assigned (crossover)."""
        return self.z.ndim == 3

    def __len__(self) -> int:
        return len(self.z)

    def chunks(self, width: int) -> Iterator[NDArray[np.float64]]:
        """The rows as floats, a piece at a time, for work that needs ``width`` cells a row."""
        step = max(1, _CHUNK_CELLS // max(1, width))
        for start in range(0, len(self.z), step):
            yield self.z[start : start + step].astype(np.float64)


def size_of_reader_set(block_sizes: Sequence[int], anonymous: Sequence[int]) -> int:
    """How many ways there are to draw ``anonymous[b]`` readers of ``block_sizes[b]``."""
    return prod(comb(size, chosen) for size, chosen in zip(block_sizes, anonymous, strict=True))


def reader_set(
    observed: NDArray[np.uint8],
    blocks: NDArray[np.int_],
    *,
    draws: int,
    rng: np.random.Generator,
) -> AssignmentSet:
    """The set for whole readers, drawn within blocks.

    Parameters
    ----------
    observed:
        ``(R,)``, the arm of each reader.
    blocks:
        ``(R,)``, the block of each reader; all equal for a complete draw.
    draws:
        Draws besides the observed one, when the set is too large to list.
    """
    members = [np.flatnonzero(blocks == block) for block in np.unique(blocks)]
    chosen = [int(observed[index].sum()) for index in members]
    if size_of_reader_set([len(index) for index in members], chosen) <= EXACT_LIMIT:
        return AssignmentSet(_listed(observed, members, chosen), exact=True)
    z = np.zeros((draws + 1, len(observed)), dtype=np.uint8)
    z[0] = observed
    for index, number in zip(members, chosen, strict=True):
        z[1:, index] = _random_subsets(rng, draws, len(index), number)
    return AssignmentSet(z, exact=False)


def pair_set(
    observed: NDArray[np.uint8],
    assigned: NDArray[np.bool_],
    strata: NDArray[np.int_],
    *,
    draws: int,
    rng: np.random.Generator,
) -> AssignmentSet:
    """The set for a crossover: each reader gets a random half of each stratum anonymised.

    Parameters
    ----------
    observed:
        ``(R, A)``, the arm of each pair; what it says where ``assigned`` is false is ignored.
    assigned:
        ``(R, A)``, false where a conflict of interest keeps the reader from the application.
    strata:
        ``(A,)``, the stratum of each application.
    """
    z = np.zeros((draws + 1, *observed.shape), dtype=np.uint8)
    z[0] = np.where(assigned, observed, 0)
    for reader in range(observed.shape[0]):
        for stratum in np.unique(strata):
            index = np.flatnonzero(assigned[reader] & (strata == stratum))
            if len(index):
                z[1:, reader, index] = draw_halves(rng, draws, len(index))
    return AssignmentSet(z, exact=False)


def draw_halves(rng: np.random.Generator, draws: int, size: int) -> NDArray[np.uint8]:
    """``(draws, size)``: random halves; with an odd ``size`` a coin decides the larger one."""
    extra = rng.integers(0, 2, size=(draws, 1)) if size % 2 else np.zeros((draws, 1), dtype=int)
    order = rng.random((draws, size)).argsort(axis=1).argsort(axis=1)
    return (order < size // 2 + extra).astype(np.uint8)


def _random_subsets(
    rng: np.random.Generator, draws: int, size: int, number: int
) -> NDArray[np.uint8]:
    order = rng.random((draws, size)).argsort(axis=1).argsort(axis=1)
    return (order < number).astype(np.uint8)


def _listed(
    observed: NDArray[np.uint8], members: list[NDArray[np.int_]], chosen: list[int]
) -> NDArray[np.uint8]:
    z = np.zeros((1, len(observed)), dtype=np.uint8)
    for index, number in zip(members, chosen, strict=True):
        ways = np.array(list(combinations(range(len(index)), number)), dtype=np.int64)
        part = np.zeros((len(ways), len(index)), dtype=np.uint8)
        if number:
            np.put_along_axis(part, ways.reshape(len(ways), number), 1, axis=1)
        z = np.repeat(z, len(part), axis=0)
        z[:, index] = np.tile(part, (len(z) // len(part), 1))
    first = int(np.flatnonzero((z == observed).all(axis=1))[0])
    z[[0, first]] = z[[first, 0]]
    return z
