"""Words that are also names, where they are words: pieces of real text that begin with one.

A heading or a bullet that opens with "Dag", "Mark" or "Stark" is what a model takes for a person.
Running text holds each of these words in lower case, where it is a word beyond doubt; cut from
there and written with a capital, the piece reads as a heading, a bullet or a sentence would.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path

from .corpora import Document

MATERIAL = Path(__file__).resolve().parent.parent / "material"
_MOST = 60  # pieces kept of one word
_LONGEST = 9  # words of a piece
_NEXT = re.compile(r"\s+")
_STOP = re.compile(r"[.!?;:\n(]")


def word_lists() -> list[str]:
    """Every word of the lists of names that are words, in lower case."""
    names = ("word_like_given.txt", "word_like_surnames.txt", "word_like_english.txt")
    text = " ".join((MATERIAL / name).read_text(encoding="utf-8") for name in names)
    return sorted({word.lower() for word in text.split() if len(word) > 1})


class Fragments:
    """Pieces by word; `draw` gives one, or a few as a list or a passage, as a text of no person."""

    def __init__(self, texts: Iterable[str], rng: random.Random) -> None:
        words = "|".join(map(re.escape, word_lists()))
        pattern = re.compile(rf"(?<=[a-zåäö,] )({words})(?= [a-zåäö])")
        self.pieces: dict[str, list[str]] = {}
        for text in texts:
            for match in pattern.finditer(text):
                kept = self.pieces.setdefault(match.group(), [])
                if len(kept) > 20 * _MOST:
                    continue
                end = _STOP.search(text, match.start())
                line = text[match.start() : end.start() if end else len(text)]
                parts = _NEXT.split(line.strip())
                if len(parts) > 1 and not any(part[:1].isupper() for part in parts[:_LONGEST]):
                    kept.append(" ".join(parts[:_LONGEST]).rstrip(",- –"))
        for word, kept in self.pieces.items():
            self.pieces[word] = rng.sample(kept, min(_MOST, len(kept)))
        self.pieces = {word: kept for word, kept in sorted(self.pieces.items()) if kept}

    def _one(self, rng: random.Random) -> str:
        piece = rng.choice(self.pieces[rng.choice([*self.pieces])])
        size = len(piece.split())
        if size > 2 and rng.random() < 0.4:  # headings are short
            piece = " ".join(piece.split()[: rng.randint(2, min(size, 5))])
        return piece[0].upper() + piece[1:]

    def draw(self, rng: random.Random) -> Document:
        roll = rng.random()
        if roll < 0.45:
            text = self._one(rng) + rng.choice(["", ".", ".", "!", ":", "\n"])
        elif roll < 0.75:
            mark = rng.choice(["• ", "- ", "", "* ", "1. "])
            text = "\n".join(mark + self._one(rng) for _ in range(rng.randint(2, 5)))
        else:
            text = " ".join(self._one(rng) + "." for _ in range(rng.randint(2, 3)))
        text = text.strip()
        return Document(text, untold=[(0, len(text))])
