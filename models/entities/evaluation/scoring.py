"""Scores with intervals. Spans count as found when label and both ends agree."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int, str]


@dataclass(slots=True)
class Counts:
    """Of one text and one label: right, said, there; and of the persons there, how covered."""

    right: int = 0
    said: int = 0
    there: int = 0
    missed: int = 0  # no character of it was said to be the label
    partly: int = 0  # some, not all
    false: int = 0  # said, and touching nothing that is there

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(self.values(), other.values(), strict=True)))

    def values(self) -> tuple[int, ...]:
        return (self.right, self.said, self.there, self.missed, self.partly, self.false)


def compare(gold: Sequence[Span], said: Sequence[Span], label: str) -> Counts:
    """Counts of one text for one label."""
    there = {(s, e) for s, e, kind in gold if kind == label}
    found = {(s, e) for s, e, kind in said if kind == label}
    counts = Counts(len(there & found), len(found), len(there))
    for start, end in there:
        covered = sum(max(0, min(end, e) - max(start, s)) for s, e in found)
        counts.missed += covered == 0
        counts.partly += 0 < covered < end - start
    counts.false = sum(not any(s < e2 and e > s2 for s2, e2 in there) for s, e in found)
    return counts


def f1(counts: Counts) -> float:
    """Harmonic mean of precision and recall, in per cent; 0 where nothing is right."""
    return 200 * counts.right / max(1, counts.said + counts.there)


def total(items: Iterable[Counts]) -> Counts:
    result = Counts()
    for item in items:
        result = result + item
    return result


def f1_interval(
    items: Sequence[Counts], *, rounds: int = 400, seed: int = 5
) -> tuple[float, float]:
    """95 % bootstrap interval of F1 over texts."""
    kept = [i.values() for i in items if i.said or i.there]
    if not kept:
        return (0.0, 0.0)
    rng, scores = random.Random(seed), []
    for _ in range(rounds):
        drawn = rng.choices(kept, k=len(kept))
        right = sum(v[0] for v in drawn)
        scores.append(200 * right / max(1, sum(v[1] + v[2] for v in drawn)))
    scores.sort()
    return scores[int(0.025 * rounds)], scores[int(0.975 * rounds)]


def wilson(part: int, whole: int) -> tuple[float, float]:
    """95 % Wilson interval of a share, in per cent."""
    if not whole:
        return (0.0, 100.0)
    z, share = 1.96, part / whole
    middle = share + z * z / (2 * whole)
    spread = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    low, high = ((middle + sign * spread) / (1 + z * z / whole) for sign in (-1, 1))
    return 100 * low, 100 * high
