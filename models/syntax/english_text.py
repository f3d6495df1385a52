"""The English text that trains: the English Web Treebank, and the lines of English ads."""

from __future__ import annotations

import random
from pathlib import Path

from fairscreen.language.syntax import blank_pipeline

from .conllu import Sentence, Word
from .swedish_text import ad_lines

TRAIN = Path("en/en_ewt-ud-train.conllu.gz")
DEV = Path("en/en_ewt-ud-dev.conllu.gz")
TEST = Path("en/en_ewt-ud-test.conllu.gz")

# Kept of FEATS: what readers of job ads ask for. The rest (Degree aside) repeats the word itself.
KEPT = ("Degree", "Mood", "Number", "Person", "Poss", "PronType", "Tense", "VerbForm", "Voice")


def lighter(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences with only the kept features, in place; the tagger stays small."""
    for sentence in sentences:
        for word in sentence.words:
            feats = [f for f in word.feats.split("|") if f.split("=")[0] in KEPT]
            word.feats = "|".join(feats) or "_"
    return sentences


def plain_text(data: Path, *, words: int, seed: int) -> list[Sentence]:
    """Lines of English ads in random order, cut into words as the pipeline does."""
    lines = [*ad_lines(data, "en")]
    random.Random(seed).shuffle(lines)
    sentences: list[Sentence] = []
    total = 0
    for doc in blank_pipeline("en").tokenizer.pipe(lines):
        line = [Word(t.text, space_after=bool(t.whitespace_)) for t in doc if not t.is_space]
        if 0 < len(line) <= 250:
            sentences.append(Sentence(line, paragraph=True))
            total += len(line)
        if total > words:
            break
    return sentences
