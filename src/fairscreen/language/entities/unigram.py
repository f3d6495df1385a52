"""The subword tokeniser: a unigram language model, segmented by Viterbi search.

Kudo (2018), "Subword Regularization", section 3: of all ways to cut a word into pieces of the
vocabulary, take the one whose pieces have the highest summed log probability.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

BOS, PAD, EOS, UNK = 0, 1, 2, 3
WORD_MARK = "\u2581"  # stands for "a space comes before this piece"

# One word never yields more pieces than this: a pasted base64 block must not fill a window.
MAX_PIECES = 24
# Distinct words remembered. Cleared when full, so that memory stays flat however much is read.
CACHE_SIZE = 50_000


class UnigramTokenizer:
    """Cuts single words into piece ids.

    Parameters
    ----------
    pieces:
        Every piece in id order. The first four are the special ones: begin, padding, end, unknown.
    scores:
        Log probability of each piece, same length.
    normalisation:
        Code point -> replacement text (compatibility forms, invisible characters).
    """

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normalisation: Mapping[int, str]
    ) -> None:
        if len(pieces) != len(scores):
            raise ValueError("pieces and scores differ in length")
        self._normalisation = dict(normalisation)
        self._table: dict[str, tuple[int, float]] = {}
        for index, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
            if index > UNK and piece:
                self._table.setdefault(piece, (index, float(score)))
        self._longest = max((len(piece) for piece in self._table), default=1)
        self._unknown_score = min((float(score) for score in scores), default=0.0) - 10.0
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, folder: Path) -> UnigramTokenizer:
        """Read `vocabulary.tsv.gz` (piece, score) and `normalisation.json` from `folder`."""
        pieces: list[str] = []
        scores: list[float] = []
        with gzip.open(folder / "vocabulary.tsv.gz", "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                piece, score = line.rstrip("\n").split("\t")
                pieces.append(piece)
                scores.append(float(score))
        raw = json.loads((folder / "normalisation.json").read_text(encoding="utf-8"))
        return cls(pieces, scores, {int(code): text for code, text in raw.items()})

    def word(self, word: str, *, space_before: bool) -> tuple[int, ...]:
        """Piece ids of one word; empty when nothing of it is left after normalisation."""
        key = WORD_MARK + word if space_before else word
        known = self._cache.get(key)
        if known is not None:
            return known
        text = "".join(word.translate(self._normalisation).split())
        ids = self._viterbi(WORD_MARK + text if space_before else text) if text else ()
        if len(self._cache) >= CACHE_SIZE:
            self._cache.clear()
        self._cache[key] = ids[:MAX_PIECES]
        return self._cache[key]

    def _viterbi(self, text: str) -> tuple[int, ...]:
        # Only the first MAX_PIECES are kept, so very long strings need not be searched in full.
        text = text[: MAX_PIECES * self._longest]
        length = len(text)
        best = [float("-inf")] * (length + 1)
        best[0] = 0.0
        back: list[tuple[int, int]] = [(UNK, 0)] * (length + 1)
        table = self._table
        for start in range(length):
            base = best[start]
            for end in range(start + 1, min(length, start + self._longest) + 1):
                found = table.get(text[start:end])
                if found is not None and base + found[1] > best[end]:
                    best[end] = base + found[1]
                    back[end] = (found[0], start)
            if base + self._unknown_score > best[start + 1]:
                best[start + 1] = base + self._unknown_score
                back[start + 1] = (UNK, start)
        ids: list[int] = []
        end = length
        while end > 0:
            piece, end = back[end]
            ids.append(piece)
        return tuple(reversed(ids))
