"""Demands found in whole ads against those marked by hand, per round and stratum.

    python models/requirements/whole_ads.py DATA_FOLDER

Each round of ``labels/whole-ads.tsv`` was marked before any code had seen its ads, scored once (the
blind figures are in ``README.md``), and mended on afterwards. What this prints is therefore no
longer blind; it shows that later changes lose nothing. Pairs are one to one, largest overlap first.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from fairscreen.ads import check

LABELS = Path(__file__).parent / "labels" / "whole-ads.tsv"


def main(data: Path) -> None:
    marked: dict[str, list[dict[str, str]]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            marked[row["ad"]].append(row)
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        for ad in map(json.loads, lines):
            if rows := marked.get(ad["id"]):
                counts = _counts(ad, rows)
                for name in (f"round {rows[0]['round']}", rows[0]["stratum"], "all"):
                    sums[name].update(counts)
    for name, c in sorted(sums.items()):
        print(
            f"{name:10} {c['ads']:3} ads, {c['marked']:4} marked, {c['found']:4} found: "
            f"F1 {2 * c['paired'] / (c['marked'] + c['found']):.3f}, "
            f"level {c['level'] / c['paired']:.3f}, type {c['type'] / c['paired']:.3f}"
        )


def _counts(ad: dict[str, str], rows: list[dict[str, str]]) -> Counter[str]:
    before = f"{ad['headline']}\n\n"
    review = check(before + ad["text"], lang="en" if rows[0]["stratum"] == "en" else "sv")
    found = [
        (item.start - len(before), item.end - len(before), item.level, item.type)
        for item in review.requirements
        if item.start >= len(before)
    ]
    overlaps = sorted(
        (max(int(row["start"]), start) - min(int(row["end"]), end), i, j)
        for i, row in enumerate(rows)
        for j, (start, end, _, _) in enumerate(found)
    )
    pairs: dict[int, int] = {}
    for gap, i, j in overlaps:
        if gap < 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return Counter(
        ads=1,
        marked=len(rows),
        found=len(found),
        paired=len(pairs),
        level=sum(rows[i]["level"] == found[j][2] for i, j in pairs.items()),
        type=sum(rows[i]["type"] == found[j][3] for i, j in pairs.items()),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
