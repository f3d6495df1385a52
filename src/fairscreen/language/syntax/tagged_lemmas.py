"""Base forms of words whose part of speech and inflection are known.

A table made in training answers first: by word and part of speech. A word it lacks gets the
ending that its inflection asks for, by the longest ending of the word that training has met with
that inflection: ``-heterna`` of a definite plural noun becomes ``-het``. Where several endings
are likely, the one that gives a known base form, or a compound of one, is taken.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly
from spacy.language import Language

from fairscreen.language.syntax.wordlists import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TAGGED_LEMMAS", "TaggedLemmas", "make_tagged_lemmas"]

TAGGED_LEMMAS = "fairscreen_tagged_lemmas"

_FILE = "lemmas.msgpack"
_CACHE = 50_000  # pairs of word and tag remembered; keeps memory flat over many documents
LONGEST_END = 7
# Parts of speech that do not inflect or are closed: the word itself, in lower case.
_UNCHANGED = frozenset({"PUNCT", "SYM", "SPACE"})
# Auxiliaries are verbs used as such; either list may hold the word.
_NEIGHBOUR = {"VERB": "AUX", "AUX": "VERB"}
_OPEN_END = 4  # shortest last part of a compound


def _deponents() -> dict[str, str]:
    """Form → base form of the verbs whose -s is no passive."""
    rows = (line.split() for line in read_words("deponents_sv"))
    return {form: row[0] for row in rows for form in row}


class TaggedLemmas:
    """Sets the base form of each word from its text, part of speech and inflection.

    The table has three parts: ``words`` (part of speech → word → base form), ``endings``
    (``UPOS|FEATS`` → ending → list of ``[letters to cut, letters to add, share]``, best first)
    and ``bases`` (part of speech → known base forms).
    """

    def __init__(self, table: dict[str, Any] | None = None, lang: str = "sv") -> None:
        self._deponents = _deponents() if lang == "sv" else {}
        self._seen: dict[tuple[int, int, int], str] = {}
        self.set_table(table or {"words": {}, "endings": {}, "bases": {}})

    def set_table(self, table: dict[str, Any]) -> None:
        """Take over a table with the parts ``words``, ``endings`` and ``bases``."""
        self._seen.clear()
        self._words: dict[str, dict[str, str]] = table["words"]
        self._endings: dict[str, dict[str, list[list[Any]]]] = table["endings"]
        self._bases: dict[str, set[str]] = {k: set(v) for k, v in table["bases"].items()}

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        import numpy as np

        # Read and written at once: spaCy makes an object of each word that is looked at.
        seen, strings = self._seen, doc.vocab.strings
        lemmas = []
        rows: Any = doc.to_array(["ORTH", "POS", "MORPH"]).reshape(-1, 3).tolist()
        for word, pos, morph in rows:
            lemma = seen.get((word, pos, morph))
            if lemma is None:
                if len(seen) >= _CACHE:
                    seen.clear()
                feats = strings[morph] if morph else ""
                lemma = self.lemma(strings[word], strings[pos] if pos else "", feats)
                seen[word, pos, morph] = lemma
            lemmas.append(strings.add(lemma))
        column: Any = np.array(lemmas, np.uint64).reshape(-1, 1)
        doc.from_array(["LEMMA"], column)
        return doc

    def lemma(self, word: str, upos: str, feats: str) -> str:
        """The base form of one word; ``feats`` is ``""`` or ``Case=Nom|…``."""
        if upos in _UNCHANGED:
            return word
        plain = word.replace("\u00ad", "")
        lower = plain.lower()
        tag = f"{upos}|{feats}" if feats else upos
        if upos in _NEIGHBOUR and lower in self._deponents:
            return self._deponents[lower]
        for key in (tag, upos, _NEIGHBOUR.get(upos, upos)):
            known = self._words.get(key, {}).get(lower)
            if known is not None:
                return known
        if not any(map(str.isalpha, plain)):
            return plain
        name = upos == "PROPN"
        base = self._by_ending(plain if name else lower, upos, tag)
        if name:
            return base
        head, dash, _ = plain.rpartition("-")
        if dash and head and not head.islower():  # IT-tekniker, B-körkort keep their capitals
            kept = head if head.isupper() or head[:1].isdigit() else head.lower()
            base = f"{kept}-{base[len(head) + 1 :]}"
        return base

    def _by_ending(self, word: str, upos: str, tag: str) -> str:
        endings = self._endings.get(tag)
        if endings is None:
            return word
        bases = self._bases.get(upos, ())
        best: str | None = None
        for length in range(min(LONGEST_END, len(word) - 1), -1, -1):
            for cut, add, _ in endings.get(word[len(word) - length :], ()):
                if cut >= len(word):
                    continue
                base = word[: len(word) - cut] + add
                if best is None:
                    best = base
                if base in bases:
                    return base
        compound = self._compound(word, upos, endings, bases)
        return compound or best or word

    @staticmethod
    def _compound(
        word: str, upos: str, endings: dict[str, list[list[Any]]], bases: Any
    ) -> str | None:
        """The base form whose longest known last part makes it a compound, or None."""
        found: tuple[int, float] = (0, 0.0)
        result = None
        for length in range(min(LONGEST_END, len(word) - 1), -1, -1):
            for cut, add, share in endings.get(word[len(word) - length :], ()):
                base = word[: len(word) - cut] + add
                for at in range(2, len(base) - _OPEN_END + 1):
                    if base[at:] in bases:
                        if (len(base) - at - len(add), share) > found:
                            found, result = (len(base) - at - len(add), share), base
                        break
        return result

    def to_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Write the table into the folder ``path``."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        bases = {upos: sorted(words) for upos, words in self._bases.items()}
        srsly.write_msgpack(
            path / _FILE, {"words": self._words, "endings": self._endings, "bases": bases}
        )

    def from_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> TaggedLemmas:
        """Read the table from the folder ``path``."""
        self.set_table(srsly.read_msgpack(Path(path) / _FILE))
        return self


@Language.factory(TAGGED_LEMMAS, assigns=["token.lemma"], requires=["token.pos", "token.morph"])
def make_tagged_lemmas(nlp: Language, name: str) -> TaggedLemmas:
    """The factory behind the component ``fairscreen_tagged_lemmas``."""
    return TaggedLemmas(lang=nlp.lang)
