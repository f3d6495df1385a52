"""Measure requirement extraction on the hand-labelled sentences.

    python models/requirements/evaluate.py DATA_FOLDER [--part dev|test|held] [--errors]

DATA_FOLDER holds ``ads/ads.jsonl.gz``. A labelled demand is found when an extracted one overlaps
it; each extracted demand counts for one labelled demand at most, and the other way round. Level
and type are compared on the pairs. Intervals: 95 %, bootstrap over ads (2,000 draws, fixed seed).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairscreen.ads.requirements import extract
from fairscreen.ads.review import Requirement
from fairscreen.language import parse

LABELS = Path(__file__).parent / "labels" / "labels.tsv"
SEED, DRAWS = 7, 2000
#: A stricter hit: at least half of the two places together is common to both.
HALF = 0.5


@dataclass(frozen=True)
class Item:
    level: str
    type: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    ad: str
    start: int
    end: int
    kind: str
    items: tuple[Item, ...]
    part: str
    stratum: str


def read_labels(file: Path = LABELS) -> list[Row]:
    """The labelled units."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                row["ad"], int(row["start"]), int(row["end"]), row["kind"],
                tuple(map(_item, filter(None, row["items"].split(";")))),
                row["part"], row["stratum"],
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]  # fmt: skip


def _item(text: str) -> Item:
    label, _, place = text.partition("@")
    level, kind = label.split("/")
    start, end = place.split("-")
    return Item(level, kind, int(start), int(end))


def _overlap(gold: Item, found: Requirement) -> int:
    return min(gold.end, found.end) - max(gold.start, found.start)


def _share(gold: Item, found: Requirement) -> float:
    """The part of both that is common to both: 1 for the same place."""
    both = _overlap(gold, found)
    return both / (gold.end - gold.start + found.end - found.start - both)


def pairs(gold: Sequence[Item], found: Sequence[Requirement]) -> list[tuple[Item, Requirement]]:
    """One-to-one pairs, largest overlap first."""
    candidates = sorted(
        ((_overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    result = []
    for overlap, i, j in candidates:
        if overlap > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            result.append((gold[i], found[j]))
    return result


def count(row: Row, found: Sequence[Requirement]) -> Counter[str]:
    """Counts for one labelled unit."""
    matched = pairs(row.items, found)
    return Counter(
        gold=len(row.items),
        found=len(found),
        hit=len(matched),
        half=sum(_share(g, f) >= HALF for g, f in matched),
        level=sum(g.level == f.level for g, f in matched),
        type=sum(g.type == f.type for g, f in matched),
        gold_any=sum(any(_overlap(g, f) > 0 for f in found) for g in row.items),
        found_any=sum(any(_overlap(g, f) > 0 for g in row.items) for f in found),
        asks=bool(row.items),
        asked=bool(found),
        asks_asked=bool(row.items) and bool(found),
    )


def _f1(hit: float, gold: float, found: float) -> float:
    return 2 * hit / (gold + found) if gold + found else 0.0


FIGURES: dict[str, Callable[[Counter[str]], float]] = {
    "span precision": lambda c: c["hit"] / max(1, c["found"]),
    "span recall": lambda c: c["hit"] / max(1, c["gold"]),
    "span F1": lambda c: _f1(c["hit"], c["gold"], c["found"]),
    "span F1, half in common": lambda c: _f1(c["half"], c["gold"], c["found"]),
    "span F1, many to one allowed": lambda c: _harmonic(
        c["found_any"] / max(1, c["found"]), c["gold_any"] / max(1, c["gold"])
    ),
    "sentence F1": lambda c: _f1(c["asks_asked"], c["asks"], c["asked"]),
    "level accuracy": lambda c: c["level"] / max(1, c["hit"]),
    "type accuracy": lambda c: c["type"] / max(1, c["hit"]),
}


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def intervals(per_ad: Sequence[Counter[str]]) -> dict[str, tuple[float, float, float]]:
    """Figure, lower and upper end."""
    draw = random.Random(SEED)
    total = sum(per_ad, Counter())
    samples = [sum(draw.choices(per_ad, k=len(per_ad)), Counter()) for _ in range(DRAWS)]
    result = {}
    for name, figure in FIGURES.items():
        values = sorted(map(figure, samples))
        result[name] = (figure(total), values[int(0.025 * DRAWS)], values[int(0.975 * DRAWS)])
    return result


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("data", type=Path)
    options.add_argument("--part", choices=("dev", "test", "held"), default="dev")
    options.add_argument("--errors", action="store_true", help="show errors (dev only)")
    given = options.parse_args()
    rows = [row for row in read_labels() if row.part == given.part and row.kind != "fragment"]
    wanted = {row.ad for row in rows}
    with gzip.open(given.data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        ads: dict[str, dict[str, Any]] = {
            ad["id"]: ad for ad in map(json.loads, lines) if ad["id"] in wanted
        }
    found = {name: extract(parse(ad["text"])) for name, ad in ads.items()}
    per_ad: dict[str, Counter[str]] = defaultdict(Counter)
    strata: dict[str, str] = {}
    for row in rows:
        here = [r for r in found[row.ad] if r.start < row.end and row.start < r.end]
        counted = count(row, here)
        per_ad[row.ad] += counted
        strata[row.ad] = row.stratum
        if given.errors and given.part == "dev":
            _show(row, here, ads[row.ad]["text"], counted)
    for name in ("all", "public-sv", "other-sv", "en"):
        chosen = [c for ad, c in per_ad.items() if name in ("all", strata[ad])]
        if not chosen:
            continue
        total = sum(chosen, Counter())
        print(f"\n{name}: {len(chosen)} ads, {total['gold']} demands, {total['found']} found")
        for figure, (value, low, high) in intervals(chosen).items():
            print(f"  {figure:30} {value:.3f}  [{low:.3f}, {high:.3f}]")


def _show(row: Row, found: Sequence[Requirement], text: str, counted: Counter[str]) -> None:
    wrong = counted["hit"] < max(counted["gold"], counted["found"])
    if wrong or counted["level"] < counted["hit"] or counted["type"] < counted["hit"]:
        marks = "SPAN" if wrong else "TYPE" if counted["level"] == counted["hit"] else "LEVEL"
        print(f"\n{marks} {row.ad} {row.kind}: {text[row.start : row.end]}")
        for item in row.items:
            print(f"   gold  {item.level} {item.type}: {text[item.start : item.end]}")
        for item in found:
            print(f"   found {item.level} {item.type}: {item.text}")


if __name__ == "__main__":
    main()
