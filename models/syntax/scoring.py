"""Measures a pipeline against a treebank.

From *running text* everything counts, wrong words too: F scores over character spans, as in the
CoNLL 2018 shared task. From *given words* (the treebank's own) the shares are plain accuracy.
Passive: F over verbs and auxiliaries that carry ``Voice=Pass``, both sides.
"""

from __future__ import annotations

import random
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


NAMES = ("words", "upos", "feats", "lemma", "passive", "sentences")
Counts = dict[str, tuple[int, int, int]]  # hits, said, true


def count(gold: Sequence[Analysis], said: Sequence[Analysis]) -> Counts:
    """What F is made of, for each of :data:`NAMES`."""
    found = {item.span: item for item in said}
    pairs = [(item, found[item.span]) for item in gold if item.span in found]
    sizes = (len(said), len(gold))
    same_starts = {a.span[0] for a in gold if a.start} & {b.span[0] for b in said if b.start}
    return {
        "words": (len(pairs), *sizes),
        "upos": (sum(a.upos == b.upos for a, b in pairs), *sizes),
        "feats": (sum(a.feats == b.feats for a, b in pairs), *sizes),
        "lemma": (sum(a.lemma == b.lemma for a, b in pairs), *sizes),
        "passive": (
            sum(a.passive and b.passive for a, b in pairs),
            sum(b.passive for b in said),
            sum(a.passive for a in gold),
        ),
        "sentences": (len(same_starts), sum(b.start for b in said), sum(a.start for a in gold)),
    }


def figures(counted: Sequence[Counts]) -> dict[str, float]:
    """F in per cent over all documents."""
    return {
        name: f_score(*(sum(counts[name][i] for counts in counted) for i in range(3)))
        for name in NAMES
    }


def intervals(
    counted: Sequence[Counts], *, draws: int = 1000, seed: int = 5
) -> dict[str, tuple[float, float]]:
    """95 % bootstrap interval of each figure, over documents of :data:`CHUNK` sentences."""
    rng = random.Random(seed)
    samples = [figures(rng.choices(counted, k=len(counted))) for _ in range(draws)]
    result = {}
    for name in NAMES:
        values = sorted(sample[name] for sample in samples)
        result[name] = (values[int(0.025 * draws)], values[int(0.975 * draws)])
    return result


def chunks(sentences: Sequence[Sentence]) -> list[Sequence[Sentence]]:
    return [sentences[at : at + CHUNK] for at in range(0, len(sentences), CHUNK)]


def count_text(
    nlp: Language, sentences: Sequence[Sentence], *, paragraphs: bool = False
) -> list[Counts]:
    """Counts of each document read from running text."""
    parts = chunks(sentences)
    texts = [running_text(part, paragraphs=paragraphs)[0] for part in parts]
    return [
        count(gold_analyses(part), said_analyses([doc]))
        for part, doc in zip(parts, nlp.pipe(texts), strict=True)
    ]


def from_text(
    nlp: Language, sentences: Sequence[Sentence], *, paragraphs: bool = False
) -> dict[str, float]:
    """Figures from running text; with ``paragraphs`` the treebank's paragraphs are kept."""
    return figures(count_text(nlp, sentences, paragraphs=paragraphs))


def count_words(nlp: Language, sentences: Sequence[Sentence]) -> list[Counts]:
    """Counts of each document when the treebank's own words are given."""
    parts = chunks(sentences)
    docs = []
    for part in parts:
        words = [w for s in part for w in s.words]
        doc = Doc(nlp.vocab, words=[w.form for w in words], spaces=[w.space_after for w in words])
        docs.append(doc)
    return [
        count(gold_analyses(part), said_analyses([doc]))
        for part, doc in zip(parts, nlp.pipe(docs), strict=True)
    ]


def from_words(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Figures when the treebank's own words are given, in documents of many sentences."""
    return figures(count_words(nlp, sentences))


def speed(nlp: Language, texts: Sequence[str]) -> int:
    """Words a second, white space not counted, on the threads that the process has."""
    for _ in nlp.pipe(texts[:5]):
        pass
    began = time.perf_counter()
    words = sum(not token.is_space for doc in nlp.pipe(texts) for token in doc)
    return round(words / (time.perf_counter() - began))
