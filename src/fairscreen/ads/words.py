"""Cutting a text into the words that rules are matched on.

The cut is finer than a tokeniser's: hyphens, slashes and digits stand alone, so that a rule
written ``20-35 år`` or ``B-körkort`` meets the same pieces in every text, whichever pipeline
parsed it. Rule terms go through the same cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["BREAK", "Word", "cut", "words_of"]

#: Stands between two units (list items, headings, paragraphs): no phrase crosses it.
BREAK = "\n"
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_SAME = {"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "´": "'", "”": '"', "“": '"'}


class Word(NamedTuple):
    """A piece of a text: its lower-case form and its place, code points, half-open."""

    form: str
    start: int
    end: int


def cut(text: str) -> list[str]:
    """The pieces of ``text`` in lower case, dashes and quotation marks made alike."""
    return [_SAME.get(piece, piece) for piece in _PIECE.findall(text.lower())]


def words_of(text: str, units: Iterable[tuple[int, int]]) -> list[Word]:
    """The words of ``text`` in order, with a :data:`BREAK` after each unit.

    ``units`` are code-point ranges in order. ``str.lower`` may change a text's length, so each
    piece is lowered by itself.
    """
    words: list[Word] = []
    for start, end in units:
        for match in _PIECE.finditer(text, start, end):
            piece = match.group()
            words.append(Word(_SAME.get(piece, piece.lower()), match.start(), match.end()))
        words.append(Word(BREAK, end, end))
    return words
