"""Measures a pipeline against a treebank.

From *running text* everything counts, wrong words too: F scores over character spans, as in the
CoNLL 2018 shared task. From *given words* (the treebank's own) the shares are plain accuracy.
Passive: F over verbs and auxiliaries that carry ``Voice=Pass``, both sides.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from .conllu import Sentence
from .documents import running_text

CHUNK = 40  # sentences a document


@dataclass(frozen=True, slots=True)
class Analysis:
    """One word: its span without blanks, and what is said of it."""

    span: tuple[int, int]
    upos: str
    feats: str
    lemma: str
    passive: bool
    start: bool


def f_score(hits: int, said: int, true: int) -> float:
    """Harmonic mean of precision and recall in per cent; 100 where there was nothing to find."""
    return 100.0 if said + true == 0 else round(200 * hits / (said + true), 2)


def _is_passive(upos: str, feats: str) -> bool:
    return upos in {"VERB", "AUX"} and "Voice=Pass" in feats


def gold_analyses(sentences: Iterable[Sentence]) -> list[Analysis]:
    out, at = [], 0
    for sentence in sentences:
        for number, word in enumerate(sentence.words):
            size = len("".join(word.form.split()))
            feats = "" if word.feats == "_" else word.feats
            passive = _is_passive(word.upos, feats)
            out.append(
                Analysis((at, at + size), word.upos, feats, word.lemma, passive, number == 0)
            )
            at += size
    return out


def said_analyses(docs: Iterable[Doc]) -> list[Analysis]:
    out, at = [], 0
    for doc in docs:
        pending = True
        for token in doc:
            pending = pending or bool(token.is_sent_start)
            if token.is_space:
                continue
            size = len("".join(token.text.split()))
            feats = "|".join(sorted(str(token.morph).split("|")))
            passive = _is_passive(token.pos_, feats)
            out.append(Analysis((at, at + size), token.pos_, feats, token.lemma_, passive, pending))
            pending = False
            at += size
    return out


def compare(gold: Sequence[Analysis], said: Sequence[Analysis]) -> dict[str, float]:
    """Words, upos, feats, lemma, sentences, passive: F in per cent."""
    found = {item.span: item for item in said}
    pairs = [(item, found[item.span]) for item in gold if item.span in found]
    sizes = (len(said), len(gold))
    same_starts = {a.span[0] for a in gold if a.start} & {b.span[0] for b in said if b.start}
    return {
        "words": f_score(len(pairs), *sizes),
        "upos": f_score(sum(a.upos == b.upos for a, b in pairs), *sizes),
        "feats": f_score(sum(a.feats == b.feats for a, b in pairs), *sizes),
        "lemma": f_score(sum(a.lemma == b.lemma for a, b in pairs), *sizes),
        "passive": f_score(
            sum(a.passive and b.passive for a, b in pairs),
            sum(b.passive for b in said),
            sum(a.passive for a in gold),
        ),
        "sentences": f_score(
            len(same_starts), sum(b.start for b in said), sum(a.start for a in gold)
        ),
    }


def chunks(sentences: Sequence[Sentence]) -> list[Sequence[Sentence]]:
    return [sentences[at : at + CHUNK] for at in range(0, len(sentences), CHUNK)]


def from_text(
    nlp: Language, sentences: Sequence[Sentence], *, paragraphs: bool = False
) -> dict[str, float]:
    """Figures from running text; with ``paragraphs`` the treebank's paragraphs are kept."""
    texts = [running_text(part, paragraphs=paragraphs)[0] for part in chunks(sentences)]
    return compare(gold_analyses(sentences), said_analyses(nlp.pipe(texts)))


def from_words(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Figures when the treebank's own words are given, in documents of many sentences."""
    docs = []
    for part in chunks(sentences):
        words = [w for s in part for w in s.words]
        doc = Doc(nlp.vocab, words=[w.form for w in words], spaces=[w.space_after for w in words])
        docs.append(doc)
    return compare(gold_analyses(sentences), said_analyses(nlp.pipe(docs)))


def speed(nlp: Language, texts: Sequence[str]) -> int:
    """Words a second, white space not counted, on the threads that the process has."""
    for _ in nlp.pipe(texts[:5]):
        pass
    began = time.perf_counter()
    words = sum(not token.is_space for doc in nlp.pipe(texts) for token in doc)
    return round(words / (time.perf_counter() - began))
