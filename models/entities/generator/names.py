"""Invented persons: given names and surnames drawn so that no group of names is rare.

Sources: Statistics Sweden's lists of every name with two bearers or more (drawn by
count ** 0.35, which lifts rare names far above their share), hand-made groups of names, and
names that are ordinary words. Combinations are random; a likeness to anyone living is chance.
"""

from __future__ import annotations

import csv
import random
import zlib
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

MATERIAL = Path(__file__).resolve().parent.parent / "material"
_POWER = 0.35


def held_out(name: str) -> bool:
    """Every tenth name of the lists is never used in training, so that recall on names that the
    model has not been shown can be measured."""
    return zlib.crc32(name.lower().encode("utf-8")) % 10 == 0


@dataclass(slots=True)
class Person:
    """`given` may hold two names; `surname` may hold particles or two names."""

    given: str
    surname: str
    middle: str = ""

    @property
    def full(self) -> str:
        return f"{self.given} {self.surname}"

    @property
    def call(self) -> str:
        return self.given.split()[0]


def genitive(name: str) -> str:
    return name if name[-1:] in "sxzSXZ" else name + "s"


class _Weighted:
    def __init__(self, rows: list[tuple[str, int]]) -> None:
        self.names = [name for name, _ in rows]
        self.cumulative = list(accumulate(max(count, 1) ** _POWER for _, count in rows))

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self.names, cum_weights=self.cumulative)[0]


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as handle:
        reader = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        return list(reader)


class Names:
    """Draws persons; `data` is the shared data folder."""

    def __init__(self, data: Path) -> None:
        given, rare_given, surnames, rare_surnames = [], [], [], []
        for row in _rows(data / "names" / "given_names.tsv"):
            count = sum(int(cell or 0) for cell in row[1:3]) or sum(
                int(cell or 0) for cell in row[3:5]
            )
            if held_out(row[0]) or not row[0][:1].isalpha():
                continue
            if count >= 50:
                given.append((row[0], count))
            elif count >= 2 and len(row[0]) > 2:
                rare_given.append(row[0])
        for row in _rows(data / "names" / "surnames.tsv"):
            count = int(row[1] or 0)
            if held_out(row[0]) or not row[0][:1].isalpha():
                continue
            if count >= 50:
                surnames.append((row[0], count))
            elif count >= 2 and len(row[0]) > 2:
                rare_surnames.append(row[0])
        self._given, self._surnames = _Weighted(given), _Weighted(surnames)
        self._rare_given, self._rare_surnames = rare_given, rare_surnames
        self.known_given = {name for name, count in given if count >= 100}
        self.known_surnames = {name for name, count in surnames if count >= 100}
        self._groups: dict[str, dict[str, list[str]]] = {}
        for name, kind, _, group, _ in _rows(data / "names" / "name_groups.tsv"):
            if not held_out(name):
                self._groups.setdefault(group, {}).setdefault(kind, []).append(name)
        for line in (MATERIAL / "names_by_hand.tsv").read_text(encoding="utf-8").splitlines():
            group, kind, names = line.split("\t")
            found = [n.strip() for n in names.split("|")] if "|" in names else names.split()
            self._groups.setdefault(group, {}).setdefault(kind, []).extend(found)
        self.word_given = (MATERIAL / "word_like_given.txt").read_text(encoding="utf-8").split()
        self.word_surnames = (
            (MATERIAL / "word_like_surnames.txt").read_text(encoding="utf-8").split()
        )
        self.english_given = self._groups["english"]["given"]

    def given(self, rng: random.Random) -> str:
        return self.person(rng).given

    def _pair(self, rng: random.Random) -> tuple[str, str]:
        roll = rng.random()
        if roll < 0.30:
            return self._given.draw(rng), self._surnames.draw(rng)
        if roll < 0.36:
            return rng.choice(self._rare_given), self._surnames.draw(rng)
        if roll < 0.42:
            return self._given.draw(rng), rng.choice(self._rare_surnames)
        if roll < 0.48:
            return rng.choice(self._rare_given), rng.choice(self._rare_surnames)
        if roll < 0.56:
            given = rng.choice(self.word_given) if rng.random() < 0.5 else self._given.draw(rng)
            return given, rng.choice(self.word_surnames)
        if roll < 0.61:
            return rng.choice(self.word_given), self._surnames.draw(rng)
        group = self._groups[rng.choice(list(self._groups))]
        if rng.random() < 0.12:
            return rng.choice(group["given"]), self._surnames.draw(rng)
        if rng.random() < 0.06:
            return self._given.draw(rng), rng.choice(group["surname"])
        return rng.choice(group["given"]), rng.choice(group["surname"])

    def person(self, rng: random.Random) -> Person:
        given, surname = self._pair(rng)
        roll = rng.random()
        if roll < 0.05:
            other = self._given.draw(rng)
            given = f"{given}-{other}" if rng.random() < 0.6 else f"{given} {other}"
        elif roll < 0.08:
            given = f"{given} {rng.choice('ABCDEFGHIJKLMNOPRSTV')}."
        roll = rng.random()
        if roll < 0.04:
            surname = f"{surname}-{self._surnames.draw(rng)}"
        elif roll < 0.08:
            surname = f"{surname} {self._surnames.draw(rng)}"
        elif roll < 0.10:
            surname = rng.choice(["von ", "af ", "de la ", "van ", "al-", "Al ", "El ", "bin "]) + (
                surname
            )
        middle = self._given.draw(rng) if rng.random() < 0.1 else ""
        return Person(given, surname, middle)

    def word_person(self, rng: random.Random) -> Person:
        """A person whose given name, surname or both are ordinary words."""
        roll = rng.random()
        given = rng.choice(self.word_given) if roll < 0.75 else self._given.draw(rng)
        surname = rng.choice(self.word_surnames) if roll > 0.3 else self._surnames.draw(rng)
        return Person(given, surname)
