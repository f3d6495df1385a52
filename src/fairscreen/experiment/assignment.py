"""Who reads what in which version: drawn once, stored, hashed, and used again by the analysis.

Three ways to draw:

* ``complete``: half of the readers, at random, read everything anonymised.
* ``blocked``: the same within groups of readers (for example experienced and new).
* ``crossover``: each reader gets a random half of each stratum of applications anonymised, and the
  rest open. More power; what a reader learns in one version may carry over to the other.

No reader ever gets both versions of one person. Every reader gets an order of their own, drawn the
same way whatever the arm. Pairs with a conflict of interest are left out before the draw.

The strata of a crossover show which applications are in one group, though not which group: keep
the file from readers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError, model_validator

from fairscreen.errors import FairscreenError
from fairscreen.experiment.assignment_set import AssignmentSet, draw_halves, pair_set, reader_set
from fairscreen.experiment.design import AssignmentKind
from fairscreen.rulefiles import RuleFileModel

__all__ = ["ARMS", "Assignment", "assignment_from_json", "draw_assignment", "stream"]

#: Names of the arms in every file; the index is the code in arrays.
ARMS = ("open", "anonymous")


class Assignment(RuleFileModel):
    """One drawn assignment and the law it was drawn by.

    Attributes
    ----------
    blocks:
        For each reader the block; all 0 for a complete draw.
    strata:
        For each application the stratum; used by a crossover.
    arms:
        For each reader a string with one sign per application: ``0`` open, ``1`` anonymous,
        ``-`` not assigned.
    orders:
        For each reader the applications to read, in order, as indices.
    known:
        Whether the law is known from a stored draw. False when the assignment was only read out of
        the judgements: a complete draw is then assumed.
    """

    format: Literal["fairscreen.assignment/1"] = Field("fairscreen.assignment/1", alias="schema")
    kind: AssignmentKind
    seed: int = Field(ge=0)
    design_hash: str | None = None
    readers: tuple[str, ...]
    applications: tuple[str, ...]
    blocks: tuple[int, ...]
    strata: tuple[int, ...]
    arms: tuple[str, ...]
    orders: tuple[tuple[int, ...], ...]
    known: bool = True

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        r, a = len(self.readers), len(self.applications)
        if len(set(self.readers)) < r or len(set(self.applications)) < a:
            raise ValueError("samma läsare eller ansökan står två gånger")
        if {len(self.blocks), len(self.arms), len(self.orders)} != {r} or len(self.strata) != a:
            raise ValueError("delarna har olika längd")
        if any(len(row) != a or set(row) - set("01-") for row in self.arms):
            raise ValueError("armarna går inte att tolka")
        if self.kind != "crossover" and any({"0", "1"} <= set(row) for row in self.arms):
            raise ValueError("en läsare har båda versionerna")
        return self

    def hash(self) -> str:
        """SHA-256, hexadecimal, of the whole object."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """The object as it is stored."""
        return self.model_dump_json(by_alias=True)

    def arm_matrix(self) -> NDArray[np.int8]:
        """``(R, A)``: 0 open, 1 anonymous, -1 not assigned."""
        codes = {"0": 0, "1": 1, "-": -1}
        return np.array([[codes[sign] for sign in row] for row in self.arms], dtype=np.int8)

    def arm_of(self, reader: str, application: str) -> str | None:
        """``"open"``, ``"anonymous"``, or ``None`` when the pair was not assigned."""
        sign = self.arms[self.readers.index(reader)][self.applications.index(application)]
        return None if sign == "-" else ARMS[int(sign)]

    def possible(self, *, draws: int = 9_999, seed: int | None = None) -> AssignmentSet:
        """The set of assignments that the draw could have given, the real one first.

        ``draws`` and ``seed`` matter only for a set that is too large to list; without a ``seed``
        the assignment's own is used.
        """
        matrix = self.arm_matrix()
        rng = stream(self.seed if seed is None else seed, "inference")
        if self.kind == "crossover":
            return pair_set(
                (matrix == 1).astype(np.uint8), matrix >= 0, np.array(self.strata),
                draws=draws, rng=rng,
            )  # fmt: skip
        observed = (matrix == 1).any(axis=1).astype(np.uint8)
        return reader_set(observed, np.array(self.blocks), draws=draws, rng=rng)


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Random numbers of one purpose: the draw, the order and the inference never share any."""
    return np.random.default_rng([seed, *hashlib.sha256(purpose.encode()).digest()[:8]])


def draw_assignment(
    *,
    readers: Sequence[str],
    applications: Sequence[str],
    seed: int,
    kind: AssignmentKind = "complete",
    blocks: Mapping[str, str] | None = None,
    strata: Mapping[str, str] | None = None,
    conflicts: Sequence[tuple[str, str]] = (),
    design_hash: str | None = None,
) -> Assignment:
    """Draw who reads what.

    Parameters
    ----------
    blocks:
        For each reader the block (``blocked``).
    strata:
        For each application the stratum, normally its group (``crossover``); missing = one stratum
        of its own for all without.
    conflicts:
        Pairs of reader and application that must not meet.

    Raises
    ------
    FairscreenError
        ``study-names-double``, ``study-too-few``, ``study-block-missing``,
        ``study-conflict-unknown`` or ``study-conflict-all``.
    """
    _refuse_doubles(readers, "läsare")
    _refuse_doubles(applications, "ansökan")
    if len(readers) < 2 or len(applications) < 2:
        raise FairscreenError("study-too-few", readers=len(readers), applications=len(applications))
    allowed = _allowed(readers, applications, conflicts)
    block_codes = np.zeros(len(readers), dtype=int)
    if kind == "blocked":
        for reader in readers:
            if reader not in (blocks or {}):
                raise FairscreenError("study-block-missing", place=readers.index(reader) + 1)
        block_codes = _codes([blocks[reader] for reader in readers])  # type: ignore[index]
    stratum_codes = _codes([(strata or {}).get(name, "") for name in applications])
    rng = stream(seed, "draw")
    if kind == "crossover":
        matrix = np.zeros(allowed.shape, dtype=np.uint8)
        for place in range(len(readers)):
            for stratum in np.unique(stratum_codes):
                index = np.flatnonzero(allowed[place] & (stratum_codes == stratum))
                if len(index):
                    matrix[place, index] = draw_halves(rng, 1, len(index))[0]
    else:
        matrix = np.repeat(_draw_readers(rng, block_codes)[:, None], len(applications), axis=1)
    order_rng = stream(seed, "order")
    orders = [
        tuple(int(i) for i in order_rng.permutation(len(applications)) if allowed[reader, i])
        for reader in range(len(readers))
    ]
    return Assignment(
        schema="fairscreen.assignment/1",
        kind=kind,
        seed=seed,
        design_hash=design_hash,
        readers=tuple(readers),
        applications=tuple(applications),
        blocks=tuple(int(code) for code in block_codes),
        strata=tuple(int(code) for code in stratum_codes),
        arms=tuple(
            "".join(str(sign) if ok else "-" for sign, ok in zip(row, may, strict=True))
            for row, may in zip(matrix, allowed, strict=True)
        ),
        orders=tuple(orders),
    )


def assignment_from_json(text: str, *, name: str) -> Assignment:
    """Read a stored assignment.

    Raises
    ------
    FairscreenError
        ``study-assignment-invalid``.
    """
    try:
        return Assignment.model_validate_json(text)
    except ValidationError as error:
        raise FairscreenError("study-assignment-invalid", name=name) from error


def _draw_readers(rng: np.random.Generator, blocks: NDArray[np.int_]) -> NDArray[np.uint8]:
    """Half of each block; blocks of odd size take turns in giving the open arm one more."""
    arm = np.zeros(len(blocks), dtype=np.uint8)
    odd = 0
    for block in np.unique(blocks):
        index = np.flatnonzero(blocks == block)
        number = len(index) // 2
        if len(index) % 2:
            number += odd % 2
            odd += 1
        arm[rng.permutation(index)[:number]] = 1
    return arm


def _allowed(
    readers: Sequence[str], applications: Sequence[str], conflicts: Sequence[tuple[str, str]]
) -> NDArray[np.bool_]:
    allowed = np.ones((len(readers), len(applications)), dtype=bool)
    for place, (reader, application) in enumerate(conflicts, start=1):
        if reader not in readers or application not in applications:
            raise FairscreenError("study-conflict-unknown", place=place)
        allowed[readers.index(reader), applications.index(application)] = False
    for place, row in enumerate(allowed, start=1):
        if not row.any():
            raise FairscreenError("study-conflict-all", place=place)
    return allowed


def _refuse_doubles(names: Sequence[str], kind: str) -> None:
    seen: set[str] = set()
    for place, name in enumerate(names, start=1):
        if name in seen:
            raise FairscreenError("study-names-double", kind=kind, place=place)
        seen.add(name)


def _codes(names: Sequence[str]) -> NDArray[np.int_]:
    """Numbers for names, in order of first appearance."""
    order = {name: code for code, name in enumerate(dict.fromkeys(names))}
    return np.array([order[name] for name in names], dtype=int)
