"""Persons in an application: their name words, and every other way these are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from fairscreen.anonymise.hits import Role
from fairscreen.anonymise.wordlists import names, table, words

__all__ = ["Known", "Person", "folded", "is_wordlike", "name_words", "written_short"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_SHORT_DOUBLE = re.compile(r"[^\W\d_][\-‐‑][^\W\d_]")
_LETTERS = str.maketrans({"ø": "o", "æ": "a", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "’": "'",
                          "‑": "-", "‐": "-"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the applicant system knows of an applicant; empty fields are unknown."""

    given_name: str = ""
    surname: str = ""
    email: str = ""
    phone: str = ""
    personnummer: str = ""


@dataclass(slots=True)
class Person:
    """Words of one person's name in folded lower case."""

    role: Role
    group: int = 1
    given: set[str] = field(default_factory=set)
    surname: set[str] = field(default_factory=set)

    @property
    def all(self) -> set[str]:
        return self.given | self.surname

    def without_doubles(self, words: Iterable[str]) -> list[str]:
        """``words`` less the initials of a double given name: "ak" of Anna-Karin."""
        doubles = {"".join(part[:1] for part in name.split("-")) for name in self.given}
        return [word for word in words if len(word) != 2 or word not in doubles]

    def nicknames(self) -> set[str]:
        """Common short forms of the given names."""
        return {folded(nick) for name in self.given for nick in _by_folded().get(name, ())}


def written_short(text: str, person: Person) -> bool:
    """Whether ``text`` is initials that fit the person: EA, E.A. and EMA of Eva Maria Andersson."""
    letters = re.sub(r"[.\s\-]", "", text)
    if not (2 <= len(letters) <= 4 and letters.isalpha() and letters.isupper()):
        return False
    first, last = ({folded(name)[0] for name in some} for some in (person.given, person.surname))
    plain = folded(letters)
    return plain[0] in first and plain[-1] in last and set(plain[1:-1]) <= first | last


@cache
def _by_folded() -> dict[str, tuple[str, ...]]:
    return {folded(name): tuple(nicks) for name, nicks in table("nicknames").items()}


@lru_cache(20_000)
def folded(word: str) -> str:
    """Lower case without marks: ``Åsa`` and ``ASA`` and ``asa`` are one."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def name_words(name: str) -> list[str]:
    """Folded words of a name, particles and single letters left out.

    A particle with a capital that opens the name and is a given name too is one: *Bin Amini*.
    """
    particles = set(table("names")["particles"])
    found = _WORD.findall(name)
    found = [word for word in found if not _SHORT_DOUBLE.fullmatch(word)] or found  # A-K Öberg
    kept = [word for word in found if len(word) > 1 and word.lower() not in particles]
    first = found[0] if len(found) > 1 else ""
    if first[:1].isupper() and first.lower() in particles and not is_wordlike(first):
        kept.insert(0, first)
    # Where there is nothing else, it is the name.
    return [folded(word) for word in kept or found if len(word) > 1]


def is_wordlike(word: str) -> bool:
    """Whether a name in lower case is also an ordinary word, a place or a common abbreviation."""
    lower = word.lower()
    digits = names().get(lower)
    return (digits is not None and digits[2] >= 3) or lower in words("not_names") or len(lower) < 3
