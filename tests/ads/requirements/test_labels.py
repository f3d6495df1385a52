"""The hand labels lie inside the ads, and no employer is in both parts."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path


def test_labels_fit_the_ads(root: Path, shared_data: Path) -> None:
    file = root / "models" / "requirements" / "labels" / "labels.tsv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wanted = {row["ad"] for row in rows}
    with gzip.open(shared_data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        ads = {ad["id"]: ad for ad in map(json.loads, lines) if ad["id"] in wanted}
    parts: dict[str, set[str]] = {}
    for row in rows:
        ad, start, end = ads[row["ad"]], int(row["start"]), int(row["end"])
        assert 0 <= start < end <= len(ad["text"])
        assert bool(row["items"]) == (row["kind"] in ("must", "merit"))
        for item in filter(None, row["items"].split(";")):
            first, last = map(int, item.partition("@")[2].split("-"))
            assert start <= first < last <= end
        parts.setdefault(ad.get("employer", ad["id"]), set()).add(row["part"])
    assert len(rows) > 1000
    assert all(len(found) == 1 for found in parts.values())
