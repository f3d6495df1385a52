"""The Swedish text that trains: the treebank, and plain lines for word classes and lemmas."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from fairscreen.language.syntax import blank_pipeline

from .conllu import Sentence, Word, read

TREEBANK = Path("nlp/UD_Swedish-Talbanken")
TRAIN = TREEBANK / "sv_talbanken-ud-train.converted.conllu"
DEV = TREEBANK / "sv_talbanken-ud-dev.conllu"
TEST = TREEBANK / "sv_talbanken-ud-test.conllu"
PUD = Path("nlp/UD_Swedish-PUD/sv_pud-ud-test.conllu")
ADS = Path("ads/ads.jsonl.gz")
NEWS = Path("ner/swedish-ner-corpus/train_corpus.txt")
SUC = Path("ner/sucx3-disagreement-subset/sucx3_removed_sents.txt")

_NO_BLANK_BEFORE = frozenset(".,!?:;)]”")


def training_part(data: Path) -> list[Sentence]:
    """The treebank's training part, with the one correction that the development part shows.

    "som" before a bare noun phrase ("arbeta som lärare") is ADP there; the conversion has SCONJ.
    """
    marked = []
    number = 0
    with (data / TRAIN).open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                if cells[1].lower() == "som" and cells[4] == "KN" and cells[7] == "case":
                    marked.append(number)
                number += 1
    sentences = read(data / TRAIN)
    words = [word for sentence in sentences for word in sentence.words]
    for place in marked:
        words[place].upos = "ADP"
    return sentences


def ad_lines(data: Path, lang: str) -> Iterator[str]:
    """Each different line of the ads in one language."""
    seen: set[str] = set()
    with gzip.open(data / ADS, "rt", encoding="utf-8") as rows:
        for row in rows:
            ad = json.loads(row)
            if ad["lang"] != lang or ad.get("mixed_language"):
                continue
            for line in ad["text"].splitlines():
                line = " ".join(line.split())
                if line and line not in seen:
                    seen.add(line)
                    yield line


def corpus_lines(data: Path) -> Iterator[str]:
    """Sentences of the training parts of two name corpora (CC BY 4.0), words joined by blanks."""
    words: list[str] = []
    with (data / NEWS).open(encoding="utf-8") as lines:
        for line in lines:
            cell = line.rstrip("\n").split("\t")[0].replace("\u00ad", "")
            if cell:
                words.append(cell)
            elif words:
                yield _joined(words)
                words = []
    words = []
    with (data / SUC).open(encoding="utf-8-sig") as lines:
        for line in lines:
            cells = line.split()
            if len(cells) >= 3:
                words.append(cells[0])
            elif words:
                yield _joined(words)
                words = []


def _joined(words: list[str]) -> str:
    """Running text of tokenised words: no blank before a closing sign or after an opening one."""
    text = ""
    for word in words:
        if text and word not in _NO_BLANK_BEFORE and text[-1] not in "([":
            text += " "
        text += word
    return text


def plain_text(data: Path, *, words: int, seed: int) -> list[Sentence]:
    """Lines of ads and of the corpora in random order, cut into words as the pipeline does.

    Stops after about ``words`` words, so that the corpora, which are small, are all in.
    """
    rng = random.Random(seed)
    ads, other = [*ad_lines(data, "sv")], [*corpus_lines(data)]
    rng.shuffle(ads)
    rng.shuffle(other)
    paired = [line for pair in zip(other, ads, strict=False) for line in pair]
    sentences: list[Sentence] = []
    total = 0
    for doc in blank_pipeline("sv").tokenizer.pipe([*paired, *ads[len(other) :]]):
        line = [Word(t.text, space_after=bool(t.whitespace_)) for t in doc if not t.is_space]
        if 0 < len(line) <= 250:
            sentences.append(Sentence(line, paragraph=True))
            total += len(line)
        if total > words:
            break
    return sentences
