"""The shape of a syntax pipeline: from its config to an untrained spaCy pipeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Config, Model

from fairscreen.language.syntax import (  # noqa: F401
    features,
    layout,
    tagged_lemmas,
    tokenizer,
    voice,
)

from .conllu import Sentence
from .documents import SPACE


def seen_spellings(sentences: Iterable[Sentence], least: int = 2) -> list[int]:
    """The word forms, endings and beginnings met ``least`` times or more."""
    counts = Counter(
        features.seen_key(column, part)
        for sentence in sentences
        for word in sentence.words
        for column, part in enumerate(features.spellings(word.form))
    )
    return sorted(key for key, number in counts.items() if number >= least)


def build(
    config: Path,
    tags: Iterable[str],
    classes: dict[str, list[int]],
    seen: list[int],
    seed: int,
) -> Language:
    """An untrained pipeline with one label for each tag (``UPOS|FEATS``) and for white space.

    ``seen`` as :func:`seen_spellings` gives it; empty, every spelling counts as it is.
    """
    spacy.util.fix_random_seed(seed)
    nlp = spacy.util.load_model_from_config(Config().from_disk(config), auto_fill=True)
    for layer in nlp.get_pipe("tok2vec").model.walk():
        if layer.name == features.EXTRACTOR:
            layer.attrs.update(classes=classes, seen=seen)
    sample = [*tags, SPACE]
    words = [f"w{number}" for number in range(len(sample))]
    gold = Doc(nlp.vocab, words=words)
    for token, tag in zip(gold, sample, strict=True):
        upos, _, feats = tag.partition("|")
        token.pos_ = upos
        token.set_morph(feats)
        token.is_sent_start = token.i % 5 == 0
    example = Example(Doc(nlp.vocab, words=words), gold)
    nlp.initialize(lambda: [example])
    return nlp


def softmax(nlp: Language, pipe: str) -> Model:
    """The output layer of the tagger or the sentence finder, on two-dimensional arrays."""
    return nlp.get_pipe(pipe).model.get_ref("softmax")


def tag_numbers(nlp: Language) -> dict[str, int]:
    """``UPOS|FEATS`` to the number of the tagger's output."""
    pipe = nlp.get_pipe("morphologizer")
    numbers = {}
    for number, label in enumerate(pipe.labels):
        feats = "|".join(sorted(pipe.cfg["labels_morph"][label].split("|")))
        upos = spacy.parts_of_speech.NAMES[pipe.cfg["labels_pos"][label]]
        numbers[f"{upos}|{feats}" if feats else upos] = number
    return numbers


def save(trained: Language, config: Path, table: dict[str, Any], out: Path) -> Language:
    """Write the trained parts and the lemma table as a fresh pipeline without training's words.

    A pipeline that has trained carries every word it met in its string store; a new one that
    takes over the weights does not.
    """
    labels = [*tag_numbers(trained)]
    attrs = next(
        layer.attrs
        for layer in trained.get_pipe("tok2vec").model.walk()
        if layer.name == features.EXTRACTOR
    )
    nlp = build(
        config,
        [label for label in labels if label != SPACE],
        attrs["classes"],
        attrs["seen"],
        seed=0,
    )
    if tag_numbers(nlp) != tag_numbers(trained):
        raise RuntimeError("the labels changed their order")
    for name in ("tok2vec", "morphologizer", "senter"):
        nlp.get_pipe(name).model.from_bytes(trained.get_pipe(name).model.to_bytes())
    if nlp.lang == "sv":
        nlp.add_pipe(voice.VOICE)
    lemmas = nlp.add_pipe(tagged_lemmas.TAGGED_LEMMAS)
    lemmas.set_table(table)
    nlp.to_disk(out)
    return nlp
