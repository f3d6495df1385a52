"""What the parser says of a sentence's words, by their place in its text.

Word lists never hold every verb and adjective. Where a row of demands is cut, the form of a word
tells more: a finite verb or an adjective alone after a comma goes on with the row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Forms"]

# Words that may be tagged as adjectives but say how much or how, not what someone is.
_NO_TRAIT = re.compile(
    r"(?:stor|god|bra|ny|hög|lång|annan|andra|flera|fler|många|olika|viss|egen|samma|hel|första|"
    r"sista|minst|mer|mest|van|relevant|tidigare|good|strong|new|other|high|great|own|same)"
    r"(?:a|t|e|na)?$",
    re.IGNORECASE,
)


class Forms:
    """Word forms of one sentence; knows nothing where the pipeline gave no tags."""

    def __init__(self, sentence: Span) -> None:
        self._tokens: dict[int, Token] | None = None
        self._sentence = sentence

    def _at(self, place: int) -> Token | None:
        if self._tokens is None:
            first = self._sentence.start_char
            self._tokens = {token.idx - first: token for token in self._sentence}
        return self._tokens.get(place)

    def finite(self, place: int) -> bool:
        """Whether the word that begins at ``place`` is a finite verb."""
        token = self._at(place)
        return (
            token is not None
            and token.pos_ in ("VERB", "AUX")
            and "VerbForm=Fin" in token.morph
            and "Mood=Imp" not in token.morph
            and "Tense=Past" not in token.morph
            and not token.text.isupper()
        )

    def supine(self, place: int) -> bool:
        """Whether the word that begins at ``place`` tells of something done: "deltagit"."""
        token = self._at(place)
        return token is not None and "VerbForm=Sup" in token.morph

    def past_adverb(self, place: int) -> int:
        """Where the next word begins when an adverb stands at ``place``, else ``place``."""
        token = self._at(place)
        if token is None or token.i + 1 >= self._sentence.end:
            return place
        after = token.nbor()
        skips = token.pos_ == "ADV" or (token.pos_ == "ADJ" and after.pos_ in ("VERB", "AUX"))
        return after.idx - self._sentence.start_char if skips else place

    def adjective(self, place: int) -> bool:
        """Whether an adjective of a person may begin at ``place``."""
        token = self._at(place)
        return token is not None and token.pos_ == "ADJ" and not _NO_TRAIT.match(token.text)

    def alone(self, place: int) -> bool:
        """Whether an adjective begins at ``place`` that stands for itself, before no noun."""
        token = self._at(place)
        if token is None or token.pos_ != "ADJ" or "Gender=Neut" in token.morph:
            return False
        if _NO_TRAIT.match(token.text):
            return False
        if token.i + 1 >= self._sentence.end:
            return True
        after = token.nbor()
        return after.pos_ in ("PUNCT", "CCONJ", "ADP", "SCONJ") or after.is_space
