"""Words that tell something of whoever has them: ``lexicon/*.toml``.

An entry lists words (pieces of regular expressions that begin with two letters or more). Each is
hidden with the small words around it when it speaks of the applicant (:mod:`~.about`). ``topic``
words need a sign of that; others only must lack a sign against it. ``…`` is what follows in the
clause, up to a comma or the next "and". A new word touches no code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from pydantic import Field

from fairscreen.anonymise.about import grown, is_workplace, speaks_of_applicant
from fairscreen.anonymise.hits import Category, Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import expanded
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["Entry", "entries", "find"]

_REST = (
    r"(?:(?! (?:och|men|så|som|and|but|so|which|who|that|jag|hon|han|vi|(?-i:I)|she|he|we|"
    r"när|when|därför|eftersom|because|där|where)(?!\w))[^.,;:()?!•|\n]){0,40}(?<!\s)(?!\w)"
)
_PREFIX = 3  # letters by which words are looked up
_SCORE = {True: 0.75, False: 0.85}


class Entry(RuleFileModel):
    """Words of one kind."""

    id: str
    category: Category
    kind: str
    why: str
    words: tuple[str, ...]
    topic: bool = False
    free: bool = Field(False, description="No look at what is said around.")
    work: bool = Field(False, description="Not where the applicant but works there.")
    grow: Literal["none", "left", "both"] = "left"
    case: bool = False
    hits: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def _by_prefix(self) -> dict[str, re.Pattern[str]]:
        words: dict[str, list[str]] = defaultdict(list)
        for word in (one for raw in self.words for part in _parted(raw) for one in expanded(part)):
            plain = re.match(r"[^\W\d_]{2,}", word)
            if not plain:
                raise ValueError(f"{self.id}: {word} must begin with two letters")
            # A letter that an operator makes optional is no part of the prefix.
            sure = plain.end() - (word[plain.end() : plain.end() + 1] in ("?", "*"))
            words[word[: min(sure, _PREFIX)].lower()].append(word.replace("…", _REST))
        flags = 0 if self.case else re.IGNORECASE
        return {
            prefix: re.compile(
                rf"(?<!\w)(?:{'|'.join(sorted(group, key=len, reverse=True))})(?!\w)", flags
            )
            for prefix, group in words.items()
        }

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Findings of this entry alone."""
        table = {prefix: [(0, self, pattern)] for prefix, pattern in self._by_prefix.items()}
        return _found(reading, table, 1)


_Table = dict[str, list[tuple[int, Entry, re.Pattern[str]]]]


def _found(reading: Reading, table: _Table, count: int) -> Iterator[Finding]:
    """What the patterns of ``table`` find, each entry without overlaps of its own."""
    done = [0] * count
    for word in reading.words:
        for length in (3, 2):
            for number, entry, pattern in table.get(word.lower[:length], ()):
                match = (
                    pattern.match(reading.text, word.start) if word.start >= done[number] else None
                )
                if (
                    match
                    and (
                        entry.free
                        or speaks_of_applicant(
                            reading, match.start(), match.end(), topic=entry.topic
                        )
                    )
                    and not (entry.work and is_workplace(reading, *match.span()))
                ):
                    start, end = match.span()
                    if entry.grow != "none":
                        start, end = grown(reading, start, end, tail=entry.grow == "both")
                    done[number] = end
                    yield Finding(
                        start, end, entry.category, _SCORE[entry.topic], entry.id, entry.why,
                        entry.kind,
                    )  # fmt: skip
            if len(word.lower) < 3:
                break


def _parted(word: str) -> list[str]:
    """A word that opens with alternatives, once for each, so that it begins with letters."""
    group = re.match(r"\(\?:([^()]*)\)(\??)", word)
    if not group:
        return [word]
    rest = word[group.end() :]
    without = _parted(rest) if group.group(2) else []
    return [one + rest for one in group.group(1).split("|")] + without


@cache
def entries() -> tuple[Entry, ...]:
    """All entries, in the order of files and lines."""
    folder = files("fairscreen.anonymise") / "lexicon"
    return tuple(
        validated(Entry, data, name=f"{file.name} {data.get('id', number)}")
        for file in sorted(folder.iterdir(), key=lambda item: item.name)
        if file.name.endswith(".toml")
        for number, data in enumerate(read_toml(file)["entry"])
    )


@cache
def _table() -> _Table:
    """The patterns of all entries by the letters that words begin with."""
    table: _Table = defaultdict(list)
    for number, entry in enumerate(entries()):
        for prefix, pattern in entry._by_prefix.items():
            table[prefix].append((number, entry, pattern))
    return dict(table)


def find(reading: Reading) -> Iterator[Finding]:
    """Findings of all entries."""
    return _found(reading, _table(), len(entries()))
