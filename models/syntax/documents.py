"""From treebank sentences to the documents that a pipeline is trained and measured on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from .conllu import Sentence, Word

SPACE = "SPACE"
MISSING = -1


@dataclass(slots=True)
class Labelled:
    """A document and, for each of its tokens, the tag's number and whether a sentence starts."""

    doc: Doc
    tags: np.ndarray  # int, MISSING where unknown
    starts: np.ndarray  # 0 or 1, MISSING where unknown


def running_text(sentences: Sequence[Sentence], *, paragraphs: bool) -> tuple[str, list[list[int]]]:
    """The text of the sentences and, for each, where its words begin.

    Sentences are joined by a blank; with ``paragraphs`` those that open a paragraph in the
    treebank come after an empty line, as in the treebank's own text files.
    """
    text, places = "", []
    for sentence in sentences:
        if text:
            text = text.rstrip() + ("\n\n" if paragraphs and sentence.paragraph else " ")
        begins = []
        for word in sentence.words:
            begins.append(len(text))
            text += word.form + (" " if word.space_after else "")
        places.append(begins)
    return text, places


def cased(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    words = [
        Word(change(w.form), w.lemma, w.upos, w.xpos, w.feats, w.space_after)
        for w in sentence.words
    ]
    return Sentence(words, sentence.paragraph)


def varied(sentence: Sentence, rng: random.Random) -> Sentence:
    """Now and then in capitals or lower case, or without its last stop, as in lists and heads."""
    draw = rng.random()
    if draw < 0.03:
        sentence = cased(sentence, str.lower)
    elif draw < 0.07:
        sentence = cased(sentence, str.upper)
    if len(sentence.words) > 1 and sentence.words[-1].form == "." and rng.random() < 0.05:
        sentence = Sentence(sentence.words[:-1], sentence.paragraph)
    return sentence


def packed(
    nlp: Language,
    sentences: Sequence[Sentence],
    tags: dict[str, int],
    rng: random.Random,
    *,
    starts_known: bool = True,
) -> Iterator[Labelled]:
    """Neighbouring sentences as documents of one to eight, with line breaks between some.

    A silver line may hold several sentences: with ``starts_known`` false, nothing is said of where
    a sentence starts.
    """
    at = 0
    while at < len(sentences):
        count = rng.randint(1, 8)
        group = [varied(s, rng) for s in sentences[at : at + count]]
        at += count
        words: list[str] = []
        spaces: list[bool] = []
        labels: list[int] = []
        starts: list[int] = []
        for number, sentence in enumerate(group):
            if number:
                draw = rng.random()
                if draw < (0.7 if sentence.paragraph else 0.12):
                    words.append("\n" if draw % 0.1 < 0.06 else "\n\n")
                    spaces[-1] = False
                    spaces.append(False)
                    labels.append(tags[SPACE])
                    starts.append(0)
                else:
                    spaces[-1] = True
            for place, word in enumerate(sentence.words):
                words.append(word.form)
                spaces.append(word.space_after)
                labels.append(tags.get(word.tag, MISSING))
                starts.append(int(place == 0))
        doc = Doc(nlp.vocab, words=words, spaces=spaces)
        begun = np.array(starts) if starts_known else np.full(len(starts), MISSING)
        yield Labelled(doc, np.array(labels), begun)
