"""The Swedish text that trains: the treebank, and plain lines for word classes and lemmas."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from fairscreen.language.syntax import blank_pipeline
from fairscreen.language.syntax.voice import BECOME

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


_CLAUSE = 8  # words between a form of bli and its participle


def training_part(data: Path) -> list[Sentence]:
    """The treebank's training part, with two corrections that the development part shows.

    "som" before a bare noun phrase ("arbeta som lärare") is ADP there; the conversion has SCONJ.
    A participle after bli ("blev vald") is a passive VERB there and bli its AUX, and any other
    participle an ADJ; the conversion has ADJ and VERB, and VERB for some others.
    """
    sentences = read(data / TRAIN)
    rows = _rows(data / TRAIN)
    for sentence, cells in zip(sentences, rows, strict=True):
        for word, (head, relation) in zip(sentence.words, cells, strict=True):
            if word.form.lower() == "som" and word.xpos == "KN" and relation == "case":
                word.upos = "ADP"
            governor = sentence.words[head - 1] if head else None
            if not is_participle(word):
                continue
            if relation == "xcomp" and governor and governor.form.lower() in BECOME:
                make_passive(word)
                governor.upos = "AUX"
            elif word.upos == "VERB":
                make_adjective(word)
    return sentences


def _rows(path: Path) -> Iterator[list[tuple[int, str]]]:
    """Head and relation of each word, sentence by sentence."""
    cells: list[tuple[int, str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 10 and parts[0].isdigit():
                cells.append((int(parts[6]), parts[7]))
            elif len(parts) < 10 and not parts[0] and cells:
                yield cells
                cells = []
    if cells:
        yield cells


def is_participle(word: Word) -> bool:
    return "VerbForm=Part" in word.feats and "Tense=Past" in word.feats


def make_passive(word: Word) -> None:
    """Turn a participle that is an adjective into the passive verb of the present convention."""
    word.upos = "VERB"
    feats = {*word.feats.split("|"), "Voice=Pass"} - {"Degree=Pos"}
    if "Number=Plur" in feats:
        feats -= {"Definite=Ind", "Definite=Def"}
    word.feats = "|".join(sorted(feats))


def make_adjective(word: Word) -> None:
    """Turn a participle that is a verb into the adjective of the present convention."""
    word.upos = "ADJ"
    feats = {*word.feats.split("|"), "Degree=Pos", "Definite=Ind"} - {"Voice=Pass"}
    word.feats = "|".join(sorted(feats))


def passives_after_become(sentences: list[Sentence]) -> None:
    """The same correction in text that has no heads: the nearest form of bli in the clause."""
    for sentence in sentences:
        words = sentence.words
        for place, word in enumerate(words):
            if word.upos != "ADJ" or not is_participle(word):
                continue
            for before in reversed(words[max(0, place - _CLAUSE) : place]):
                if before.form.lower() in BECOME:
                    make_passive(word)
                    before.upos = "AUX"
                    break
                verb = before.upos == "VERB" and not is_participle(before)
                if verb or before.upos in {"PUNCT", "SCONJ", "DET", "AUX", "ADP"}:
                    break


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
