"""Would a trained sentence model do better than the rules? Compared on the hand-labelled units.

    python models/requirements/statistical.py DATA_FOLDER [--test]

Kinds: must, merit, task, offer, other. The rules' kind of a unit is the level of the demands found
in it, else what its part of the ad is about. The model is a logistic regression on TF-IDF of words
and letters, of the unit and the lines before it, with or without what the rules say. Folds are by
employer. Nothing of it is shipped; README.md tells why.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluate import Row, read_labels
from sample import units
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer

from fairscreen.ads.requirements import extract
from fairscreen.language import parse

KINDS = ("must", "merit", "task", "offer", "other")
FOLDS, DRAWS = 8, 2000


@dataclass(frozen=True)
class Unit:
    """A labelled unit with what a model may see of it."""

    ad: str
    employer: str
    kind: str
    text: str
    before: str
    heading: str
    rules: str
    features: dict[str, Any]


def read_units(rows: Sequence[Row], ads: dict[str, dict[str, Any]]) -> list[Unit]:
    """The units of the labels; each ad is parsed once."""
    result = []
    for name in sorted({row.ad for row in rows}):
        text = ads[name]["text"]
        doc = parse(text)
        found, parsed = extract(doc), doc._.parsed
        places = list(units(text))
        for row in rows:
            if row.ad != name:
                continue
            span = doc.char_span(row.start, row.end, alignment_mode="expand")
            here = {r.level for r in found if r.start < row.end and row.start < r.end}
            sections = Counter(parsed.section_of(token.i) for token in span if not token.is_space)
            section, unit = sections.most_common(1)[0][0], parsed.unit_of(span.start)
            earlier = [text[a:b] for a, b in places if b <= row.start]
            headings = [u for u in parsed.units if u.kind == "heading" and u.end <= span.start]
            level = "must" if "must" in here else "merit" if here else ""
            rules = level or by_section(section, unit.kind)
            words = text[row.start : row.end].lower().split()
            features = {
                "section": section,
                "unit": unit.kind,
                "rules": rules,
                "level": level,
                "first": words[0] if words else "",
                "long": min(len(words), 40) / 20,
                "place": row.start / max(1, len(text)),
                "question": text[row.start : row.end].rstrip().endswith("?"),
            }
            heading = doc[headings[-1].start : headings[-1].end].text if headings else ""
            result.append(
                Unit(
                    name,
                    ads[name].get("employer", name),
                    row.kind,
                    text[row.start : row.end],
                    earlier[-1] if earlier else "",
                    heading,
                    rules,
                    features,
                )
            )
    return result


def by_section(section: str, kind: str) -> str:
    if kind == "heading":
        return "other"
    return {"tasks": "task", "offer": "offer"}.get(section, "other")


def column(read: Callable[[Unit], Any]) -> FunctionTransformer:
    return FunctionTransformer(lambda items: [read(item) for item in items])


def model(*, with_rules: bool) -> Pipeline:
    """Logistic regression on words, letters, the lines before, and the rules' answer if asked."""
    ruled = {"section", "rules", "level"}

    def features(unit: Unit) -> dict[str, Any]:
        return {k: v for k, v in unit.features.items() if with_rules or k not in ruled}

    def texts(read: Callable[[Unit], str], **options: Any) -> Pipeline:
        return make_pipeline(column(read), TfidfVectorizer(sublinear_tf=True, **options))

    parts = (
        make_pipeline(column(features), DictVectorizer()),
        texts(lambda unit: unit.text, ngram_range=(1, 2)),
        texts(lambda unit: unit.text, analyzer="char_wb", ngram_range=(2, 5), min_df=2),
        texts(lambda unit: unit.heading, analyzer="char_wb", ngram_range=(3, 5)),
        texts(lambda unit: unit.before, ngram_range=(1, 2)),
    )
    return make_pipeline(make_union(*parts), LogisticRegression(C=1.0, max_iter=2000))


def show(name: str, items: Sequence[Unit], said: Sequence[str]) -> None:
    """Accuracy with its difference from the rules (95 %, bootstrap over ads), and F1 per kind."""
    right: dict[str, list[int]] = {}
    for item, kind in zip(items, said, strict=True):
        row = right.setdefault(item.ad, [0, 0, 0])
        row[0] += kind == item.kind
        row[1] += item.rules == item.kind
        row[2] += 1
    draw, rows, gains = random.Random(7), list(right.values()), []
    for _ in range(DRAWS):
        chosen = draw.choices(rows, k=len(rows))
        gains.append(100 * sum(a - b for a, b, _ in chosen) / sum(n for *_, n in chosen))
    gains.sort()
    truth = [item.kind for item in items]
    each = f1_score(truth, said, average=None, labels=KINDS, zero_division=0)
    accuracy = 100 * sum(a for a, *_ in rows) / len(items)
    low, high = gains[int(0.025 * DRAWS)], gains[int(0.975 * DRAWS)]
    scores = "  ".join(f"{kind} {100 * f1:.1f}" for kind, f1 in zip(KINDS, each, strict=True))
    print(f"{name:22} accuracy {accuracy:.1f} (to the rules {low:+.1f} to {high:+.1f})  {scores}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--test", action="store_true", help="train on dev, measure on test")
    options = parser.parse_args()
    parts = {"dev", "test"} if options.test else {"dev"}
    rows = [row for row in read_labels() if row.part in parts and row.kind in KINDS]
    wanted = {row.ad for row in rows}
    with gzip.open(options.data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        ads = {ad["id"]: ad for ad in map(json.loads, lines) if ad["id"] in wanted}
    dev = read_units([row for row in rows if row.part == "dev"], ads)
    test = read_units([row for row in rows if row.part == "test"], ads)
    measured = test if options.test else dev
    show("rules", measured, [unit.rules for unit in measured])
    truth = [unit.kind for unit in dev]
    for name, with_rules in (("model alone", False), ("model with rules", True)):
        trained = model(with_rules=with_rules)
        if options.test:
            said = trained.fit(dev, truth).predict(test)
        else:
            groups = [unit.employer for unit in dev]
            said = cross_val_predict(trained, dev, truth, groups=groups, cv=GroupKFold(FOLDS))
        show(name, measured, list(said))


if __name__ == "__main__":
    main()
