"""The voice of Swedish verbs where a list or the clause knows more than a tagger's guess.

Two things that a tagger taught on little text gets wrong: the ``-s`` of deponents (``hoppas``,
``finns``) is no passive, and a perfect participle after *bli* (``blev vald``) is one. The second is
how Universal Dependencies has it in Swedish: the participle is the verb and *bli* its auxiliary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from fairscreen.language.syntax.wordlists import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["BECOME", "VOICE", "Voice", "make_voice"]

VOICE = "fairscreen_voice"
#: Forms of *bli*.
BECOME = frozenset({"bli", "blir", "blev", "blivit", "bliva"})
_CLAUSE = 8  # words between a form of bli and its participle
_VERBS = frozenset({"VERB", "AUX"})
# A word of these between bli and the participle belongs to another clause or phrase.
_BETWEEN = frozenset({"PUNCT", "SCONJ", "DET", "AUX", "ADP", "SPACE"})


class Voice:
    """Sets ``Voice`` in the inflection of verbs, and VERB and AUX for a passive with *bli*."""

    def __init__(self) -> None:
        lines = read_words("deponents_sv")
        self._deponents = frozenset(form for line in lines for form in line.split())

    def __call__(self, doc: Doc) -> Doc:
        seen = {doc.vocab.strings[name] for name in ("VERB", "AUX", "ADJ")}
        kinds = doc.to_array("POS").tolist()
        for at in (at for at, kind in enumerate(kinds) if kind in seen):
            token = doc[at]
            pos = token.pos_
            if pos in _VERBS:
                if token.lower_ in self._deponents:
                    feats = token.morph.to_dict()
                    feats.pop("Voice", None)
                    token.set_morph(feats)
            elif pos == "ADJ" and is_participle(token):
                become = _become_before(token)
                if become is not None:
                    become.pos_ = "AUX"
                    _make_passive(token)
        return doc

    def to_disk(self, path: object, *, exclude: tuple[str, ...] = ()) -> None:
        """Nothing to write: the list is part of the package."""

    def from_disk(self, path: object, *, exclude: tuple[str, ...] = ()) -> Voice:
        return self


def is_participle(token: Token) -> bool:
    """Whether the tagger reads the word as a perfect participle."""
    feats = str(token.morph).split("|")
    return "VerbForm=Part" in feats and "Tense=Past" in feats


def _become_before(token: Token) -> Token | None:
    """The form of *bli* that the participle belongs to."""
    doc = token.doc
    for place in range(token.i - 1, max(token.i - _CLAUSE, 0) - 1, -1):
        before = doc[place]
        if before.lower_ in BECOME:
            return before
        if before.pos_ in _BETWEEN or (before.pos_ == "VERB" and not is_participle(before)):
            return None
    return None


def _make_passive(token: Token) -> None:
    feats = token.morph.to_dict()
    feats.pop("Degree", None)
    if feats.get("Number") == "Plur":
        feats.pop("Definite", None)
    token.pos_ = "VERB"
    token.set_morph({**feats, "Voice": "Pass"})


@Language.factory(
    VOICE, assigns=["token.morph", "token.pos"], requires=["token.pos", "token.morph"]
)
def make_voice(nlp: Language, name: str) -> Voice:
    """The factory behind the component ``fairscreen_voice``; for Swedish only."""
    return Voice()
