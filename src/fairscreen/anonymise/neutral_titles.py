"""Words for occupations that show gender, with the neutral word that says the same of the work.

"Servitris" becomes "serveringspersonal": the merit stays. The pairs stand in
``data/neutral_titles.toml``; words that hold for everybody by now (sjuksköterska) are not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading, Word
from fairscreen.anonymise.wordlists import table

__all__ = ["find"]

_SCORE = 0.9
_WHY = "Yrkesordet visar kön; det neutrala ordet säger detsamma."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding with the neutral word for each occupation that shows gender."""
    neutral = _neutral()
    for word in reading.words:
        new = neutral.get(word.lower)
        if new is not None:
            yield Finding(
                word.start, word.end, "gender", _SCORE, "gender-neutral-title", _WHY, "gender",
                _as(word, new),
            )  # fmt: skip


def _as(word: Word, new: str) -> str:
    """``new`` in the case of ``word``."""
    if len(word.text) > 1 and word.text.isupper():
        return new.upper()
    return new[0].upper() + new[1:] if word.capital else new


@cache
def _neutral() -> dict[str, str]:
    titles = table("neutral_titles")
    return {**titles["sv"], **titles["en"]}
