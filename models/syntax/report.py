"""What ``evaluate.py`` of both pipelines does: measure, print, and hold against the floors."""

from __future__ import annotations

import argparse
import gzip
import json
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from fairscreen.language.syntax import (  # noqa: F401
    features,
    layout,
    tagged_lemmas,
    tokenizer,
    voice,
)

from . import scoring
from .conllu import Sentence
from .swedish_text import ADS

Figures = dict[str, dict[str, float]]


def load(folder: Path) -> tuple[Language, float]:
    """The pipeline and the seconds that loading it took, spaCy's own import not counted."""
    began = time.perf_counter()
    nlp = spacy.load(folder)
    return nlp, time.perf_counter() - began


def ad_texts(data: Path, lang: str, count: int) -> list[str]:
    with gzip.open(data / ADS, "rt", encoding="utf-8") as rows:
        ads = (json.loads(row) for row in rows)
        texts = [ad["text"] for ad in ads if ad["lang"] == lang]
    return texts[:count]


def measure(nlp: Language, sets: Mapping[str, Sequence[Sentence]]) -> Figures:
    """Per set, three readings: running text, running text with paragraphs, given words."""
    figures: Figures = {}
    for name, sentences in sets.items():
        counted = scoring.count_text(nlp, sentences)
        figures[f"{name}, text"] = scoring.figures(counted)
        ends = scoring.intervals(counted)
        print(f"{name}, text, 95 %:", *(f"{k} {a:.1f}–{b:.1f}" for k, (a, b) in ends.items()))
        if any(sentence.paragraph for sentence in sentences):
            figures[f"{name}, paragraphs"] = scoring.from_text(nlp, sentences, paragraphs=True)
        figures[f"{name}, words"] = scoring.from_words(nlp, sentences)
    return figures


def below(figures: Figures, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Each floor that is not reached, in words; a floor without a figure counts as missed."""
    missed = []
    for name, wanted in floors.items():
        for measure_name, floor in wanted.items():
            value = figures.get(name, {}).get(measure_name)
            if value is None or value < floor:
                missed.append(f"{name}: {measure_name} {value} is under the floor {floor}")
    return missed


def run(here: Path, lang: str, sets: Callable[[Path], Mapping[str, Sequence[Sentence]]]) -> int:
    """The command line; the exit status is 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=f"Measure {here.name}.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=here / "pipeline")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    nlp, seconds = load(args.model)
    figures = measure(nlp, sets(args.data))
    for name, row in figures.items():
        print(f"{name:28}", "  ".join(f"{key} {value:6.2f}" for key, value in row.items()))
    texts = ad_texts(args.data, lang, 300)
    size = sum(path.stat().st_size for path in args.model.rglob("*") if path.is_file())
    print(f"load {seconds:.2f} s, {size / 1e6:.1f} MB, {scoring.speed(nlp, texts)} words a second")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    missed = below(figures, tomllib.loads((here / "floors.toml").read_text("utf-8")))
    print("\n".join(missed) or "every floor is reached")
    return int(bool(missed))
