"""What was seen, as arrays: who read what in which arm, and what they chose.

Axis order is always readers × applications. ``nan`` means that the pair was not judged. Readers
who never judged anything are kept as empty rows: they were part of the draw.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Attribute", "Observations"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Attribute:
    """One group attribute of the applications.

    Attributes
    ----------
    levels:
        Names of the levels, reference first.
    codes:
        ``(A,)``, index into ``levels``; -1 = unknown. Unknown is never a level and never a
        benchmark.
    """

    name: str
    levels: tuple[str, ...]
    codes: NDArray[np.int_]

    def members(self, level: int) -> NDArray[np.bool_]:
        """``(A,)``: which applications belong to the level."""
        return self.codes == level

    def sizes(self) -> NDArray[np.int_]:
        """``(L,)``: applications in each level."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.levels))


@dataclass(frozen=True, eq=False)
class Observations:
    """All judgements of one study.

    Attributes
    ----------
    chosen:
        ``(R, A)``: 1 shortlisted, 0 not, nan not judged.
    arm:
        ``(R, A)``: 1 anonymous, 0 open, -1 not assigned.
    score, rank:
        ``(R, A)`` or ``None``. A higher score and a lower rank are better.
    recognised:
        ``(R, A)``: 1 when the reader recognised the applicant; nan when not asked.
    guesses:
        For each attribute ``(R, A)``, the index of the guessed level; -1 = no guess.
    """

    readers: tuple[str, ...]
    applications: tuple[str, ...]
    chosen: Floats
    arm: NDArray[np.int8]
    attributes: tuple[Attribute, ...] = ()
    score: Floats | None = None
    rank: Floats | None = None
    recognised: Floats | None = None
    guesses: dict[str, NDArray[np.int_]] = field(default_factory=dict)

    @property
    def judged(self) -> NDArray[np.bool_]:
        """``(R, A)``: which pairs were judged."""
        return ~np.isnan(self.chosen)

    @property
    def list_lengths(self) -> NDArray[np.int_]:
        """``(R,)``: how many applications each reader chose."""
        return np.nansum(self.chosen, axis=1).astype(int)

    def attribute(self, name: str) -> Attribute:
        """The attribute called ``name``; :class:`KeyError` when there is none."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        raise KeyError(name)
