"""Base forms from tables, for words whose part of speech is not known.

The table is simplemma's (MIT). Words it lacks are tried as compounds: ``funktionsstödsassistenten``
takes the base form of its last known part. The trained pipelines have their own table, keyed by
part of speech and inflection (``tagging``), and use this one where theirs is silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import simplemma
from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TABLE_LEMMAS", "TableLemmas", "lemma_of", "make_table_lemmas"]

TABLE_LEMMAS = "fairscreen_table_lemmas"

_MIN_TAIL = 4  # shorter known endings are as often inflections as words
_MIN_HEAD = 3
_MAX_COMPOUND = 40


def lemma_of(word: str, lang: str) -> str:
    """The base form of a word alone, in lower case unless the word is a name or a code.

    Numbers, abbreviations, addresses and words in capitals or with inner capitals are their own
    base form. An unknown word with an initial capital is taken for a name and keeps it.
    """
    plain = word.replace("\u00ad", "")
    lower = plain.lower()
    if any(sign in plain for sign in ".@:/<[\n") or not any(map(str.isalpha, plain)):
        return lower if plain[:1].isalpha() and "." in plain else plain
    head, dash, tail = plain.rpartition("-")
    if dash and tail and head:
        return f"{_lowered(head)}-{_known(tail, lang) or tail}"
    known = _known(lower, lang)
    if known is not None:
        return known
    if plain[1:] != lower[1:]:
        return plain
    return _compound(lower, lang) or plain


def _lowered(head: str) -> str:
    """The first part of a hyphenated word: ``B-``, ``IT-`` keep their capitals, ``Barn-`` not."""
    return head if head.isupper() else head.lower()


def _known(word: str, lang: str) -> str | None:
    if not simplemma.is_known(word, lang=lang):
        return None
    return simplemma.lemmatize(word, lang=lang).replace("_", " ")


def _compound(word: str, lang: str) -> str | None:
    if lang == "en" or len(word) > _MAX_COMPOUND:
        return None
    for at in range(_MIN_HEAD, len(word) - _MIN_TAIL + 1):
        base = _known(word[at:], lang)
        if base is not None:
            return word[:at] + base
    return None


class TableLemmas:
    """Sets the base form of each word from the table; base forms already set are kept."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._seen: dict[str, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        seen = self._seen
        for token in doc:
            if token.lemma:
                continue
            text = token.text
            lemma = seen.get(text)
            if lemma is None:
                lemma = text if token.is_space else lemma_of(text, self.lang)
                if len(seen) > _CACHE:
                    seen.clear()
                seen[text] = lemma
            token.lemma_ = lemma
        return doc


_CACHE = 50_000  # words remembered; keeps memory flat over many documents


@Language.factory(TABLE_LEMMAS, assigns=["token.lemma"])
def make_table_lemmas(nlp: Language, name: str) -> TableLemmas:
    """The factory behind the component ``fairscreen_table_lemmas``."""
    return TableLemmas("en" if nlp.lang == "en" else "sv")
