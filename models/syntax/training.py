"""Trains word vectors, tagger and sentence finder together.

The loop works on spaCy's models directly: labels are numbers made once, so that an epoch over a
million words takes minutes on one thread. Adam with warm-up and linear decay to nothing.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Adam, set_dropout_rate

from .conllu import Sentence
from .documents import MISSING, Labelled, packed
from .pipeline import softmax, tag_numbers


@dataclass(frozen=True, slots=True)
class Plan:
    """One stage: how many times over which sentences, and how fast."""

    epochs: int
    rate: float
    gold_copies: int
    silver: bool
    batch_words: int = 1500
    dropout: float = 0.15
    smoothing: float = 0.05
    start_weight: float = 0.4


def train(
    nlp: Language,
    plan: Plan,
    gold: Sequence[Sentence],
    silver: Sequence[Sentence],
    dev: Sequence[Sentence],
    seed: int,
) -> None:
    """One stage of training, in place; prints the development figures after each epoch."""
    rng = random.Random(seed)
    numbers = tag_numbers(nlp)
    body, tagger, starter = (
        nlp.get_pipe("tok2vec").model,
        softmax(nlp, "morphologizer"),
        softmax(nlp, "senter"),
    )
    models = (body, tagger, starter)
    optimiser = Adam(plan.rate, L2=0.0, grad_clip=1.0, use_averages=False, beta2=0.98)
    steps = _steps(plan, gold, silver)
    step, began = 0, time.process_time()
    for epoch in range(plan.epochs):
        set_dropout_rate(body, plan.dropout)
        losses = [0.0, 0]
        for batch in _batches(nlp, plan, gold, silver, numbers, rng):
            share = min((step + 1) / (0.06 * steps), max(0.01, 1 - step / steps))
            optimiser.learn_rate = plan.rate * share
            losses[0] += _update(batch, models, optimiser, plan)
            losses[1] += 1
            step += 1
        set_dropout_rate(body, 0.0)
        print(
            f"epoch {epoch + 1}: {time.process_time() - began:.0f} s of processor, "
            f"step {step} of about {steps}, "
            f"loss {losses[0] / losses[1]:.4f}, dev",
            quick_score(nlp, dev),
            flush=True,
        )


def _steps(plan: Plan, gold: Sequence[Sentence], silver: Sequence[Sentence]) -> int:
    words = plan.gold_copies * sum(len(s.words) for s in gold)
    words += plan.silver * sum(len(s.words) for s in silver)
    return max(1, round(plan.epochs * words * 1.03 / plan.batch_words))


def _batches(
    nlp: Language,
    plan: Plan,
    gold: Sequence[Sentence],
    silver: Sequence[Sentence],
    numbers: dict[str, int],
    rng: random.Random,
) -> Iterator[list[Labelled]]:
    docs = [doc for _ in range(plan.gold_copies) for doc in packed(nlp, gold, numbers, rng)]
    if plan.silver:
        docs += packed(nlp, silver, numbers, rng, starts_known=False)
    rng.shuffle(docs)
    batch: list[Labelled] = []
    size = 0
    for doc in docs:
        batch.append(doc)
        size += len(doc.tags)
        if size >= plan.batch_words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _update(batch: list[Labelled], models, optimiser: Adam, plan: Plan) -> float:
    body, tagger, starter = models
    vectors, back_body = body.begin_update([item.doc for item in batch])
    lengths = [len(vector) for vector in vectors]
    joined = np.vstack(vectors)
    tags, back_tags = tagger.begin_update(joined)
    starts, back_starts = starter.begin_update(joined)
    want = np.concatenate([item.tags for item in batch])
    d_tags, loss = _gradient(tags, want, plan.smoothing)
    d_starts, _ = _gradient(starts, np.concatenate([item.starts for item in batch]), 0.0)
    d_joined = back_tags(d_tags) + back_starts(d_starts * plan.start_weight)
    back_body(np.split(d_joined, np.cumsum(lengths)[:-1]))
    for model in models:
        model.finish_update(optimiser)
    return loss


def _gradient(scores: np.ndarray, want: np.ndarray, smoothing: float) -> tuple[np.ndarray, float]:
    """Of the mean cross entropy with label smoothing; MISSING labels give nothing."""
    known = want != MISSING
    rows = np.arange(len(want))[known]
    target = np.full_like(scores, smoothing / scores.shape[1])
    target[rows, want[known]] += 1 - smoothing
    gradient = (scores - target) / max(1, len(rows))
    gradient[~known] = 0
    loss = -np.log(scores[rows, want[known]] + 1e-9).sum() / max(1, len(rows))
    return gradient, float(loss)


def quick_score(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """UPOS, whole tag and sentence F on gold words, in per cent, for watching the training."""
    words = [w for s in sentences for w in s.words]
    starts = np.array([n == 0 for s in sentences for n, _ in enumerate(s.words)])
    doc = Doc(nlp.vocab, words=[w.form for w in words], spaces=[w.space_after for w in words])
    vectors = nlp.get_pipe("tok2vec").model.predict([doc])[0]
    numbers = tag_numbers(nlp)
    names = {number: name for name, number in numbers.items()}
    said = [names[n] for n in softmax(nlp, "morphologizer").predict(vectors).argmax(1).tolist()]
    begun = softmax(nlp, "senter").predict(vectors).argmax(1) == 1
    upos = np.mean([s.split("|")[0] == w.upos for s, w in zip(said, words, strict=True)])
    whole = np.mean([s == w.tag for s, w in zip(said, words, strict=True)])
    f_starts = 2 * (begun & starts).sum() / (begun.sum() + starts.sum())
    return {
        "upos": round(100 * float(upos), 2),
        "tag": round(100 * float(whole), 2),
        "sentences": round(100 * float(f_starts), 2),
    }


def tag(nlp: Language, sentences: Sequence[Sentence], batch: int = 256) -> None:
    """Sets UPOS and FEATS of plain sentences by the trained tagger, in place."""
    names = {number: name for name, number in tag_numbers(nlp).items()}
    body, tagger = nlp.get_pipe("tok2vec").model, softmax(nlp, "morphologizer")
    for at in range(0, len(sentences), batch):
        part = sentences[at : at + batch]
        docs = [
            Doc(
                nlp.vocab,
                words=[w.form for w in s.words],
                spaces=[w.space_after for w in s.words],
            )
            for s in part
        ]
        for sentence, vectors in zip(part, body.predict(docs), strict=True):
            for word, number in zip(
                sentence.words, tagger.predict(vectors).argmax(1).tolist(), strict=True
            ):
                word.upos, _, feats = names[number].partition("|")
                word.feats = feats or "_"
