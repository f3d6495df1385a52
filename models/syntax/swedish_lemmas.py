"""Brings the older lemmas of the converted training part to the treebank's present convention.

The training part carries the lemmas of UD 2.3; the official development and test parts have newer
ones. The differences are systematic and are seen on the development part:

* a participle is its own base form (``ökade`` → ``ökad``), no longer the verb;
* the article ``den, det`` is ``den`` and ``de`` is ``de``, no longer ``en``;
* ordinals are their own base form; ``många, flera, fler, flest`` is ``många``; ``sån`` ``sådan``;
* abbreviations are written in full (``till_exempel``).
"""

from __future__ import annotations

from fairscreen.language.syntax.wordlists import read_words

from .conllu import Sentence, Word

EXPANSIONS = dict(line.split("\t") for line in read_words("expansions_sv"))
_VOICELESS = "pkstfx"


def modernise(sentences: list[Sentence]) -> None:
    """Correct the lemmas in place."""
    for sentence in sentences:
        for word in sentence.words:
            word.lemma = modern(word)


def modern(word: Word) -> str:
    lower = word.form.lower()
    short = lower.replace(".", "").replace(" ", "")
    if short in EXPANSIONS and (
        "." in lower or " " in lower or short in {"kr", "dvs", "osv", "dr"}
    ):
        return EXPANSIONS[short]
    if word.upos == "DET" and lower in {"den", "det", "de"}:
        return "de" if lower == "de" else "den"
    if (word.upos == "ADJ" and "NumType=Ord" in word.feats) or lower in {"första", "tredje"}:
        return lower
    if lower == "andra" and word.lemma == "två":
        return lower
    if word.lemma in {"mången", "flera", "fler"} and word.upos in {"ADJ", "PRON", "DET"}:
        return "många"
    if word.lemma == "sån":
        return "sådan"
    if "VerbForm=Part" in word.feats:
        return participle(lower, word)
    return word.lemma


def participle(form: str, word: Word) -> str:
    """The common-gender singular of a participle."""
    if "Case=Gen" in word.feats and form.endswith("s"):
        form = form[:-1]
    if "Tense=Pres" in word.feats or form.endswith("ande"):
        return form
    for ending, base in (("ade", "ad"), ("at", "ad"), ("et", "en"), ("na", "en")):
        if form.endswith(ending):
            return form[: -len(ending)] + base
    if form.endswith("a"):
        return form[:-1]
    if form.endswith("tt"):
        if form.endswith("utt") or word.lemma.endswith(("tta", "tt", "ta")):
            return form
        return form[:-2] + "dd"
    if form.endswith("t") and "Gender=Neut" in word.feats and form[-2] not in _VOICELESS:
        return form[:-1] + "d"
    return form
